/** A nested JSON object, as managedFields' `fieldsV1` is. */
export interface FieldsV1 {
  [element: string]: FieldsV1;
}

const separator = "\u0000";

/**
 * The set of field paths that one manager owns. A path is a list of elements as in `fieldsV1`
 * (`f:spec`, `f:mtls`, `f:mode`); a leaf and a map can both be members.
 */
export class FieldSet {
  private constructor(private readonly keys: ReadonlySet<string>) {}

  static readonly empty = new FieldSet(new Set());

  static of(paths: Iterable<readonly string[]>): FieldSet {
    return new FieldSet(
      new Set([...paths].map((path) => path.join(separator))),
    );
  }

  static fromFieldsV1(tree: FieldsV1): FieldSet {
    const paths: string[][] = [];
    const walk = (node: FieldsV1, path: string[]) => {
      for (const [element, child] of Object.entries(node)) {
        if (element === ".") {
          paths.push(path);
        } else if (Object.keys(child).length === 0) {
          paths.push([...path, element]);
        } else {
          walk(child, [...path, element]);
        }
      }
    };
    walk(tree, []);
    return FieldSet.of(paths);
  }

  get size(): number {
    return this.keys.size;
  }

  has(path: readonly string[]): boolean {
    return this.keys.has(path.join(separator));
  }

  /** Parents before children, else in alphabetical order. */
  paths(): string[][] {
    return [...this.keys].sort().map((key) => key.split(separator));
  }

  union(other: FieldSet): FieldSet {
    return new FieldSet(new Set([...this.keys, ...other.keys]));
  }

  difference(other: FieldSet): FieldSet {
    return new FieldSet(
      new Set([...this.keys].filter((key) => !other.keys.has(key))),
    );
  }

  intersection(other: FieldSet): FieldSet {
    return new FieldSet(
      new Set([...this.keys].filter((key) => other.keys.has(key))),
    );
  }

  /** The same set with every map on the way to a member as a member too. */
  withParents(): FieldSet {
    const paths = this.paths().flatMap((path) =>
      path.map((_, depth) => path.slice(0, depth + 1)),
    );
    return FieldSet.of(paths);
  }

  toFieldsV1(): FieldsV1 {
    const root: FieldsV1 = {};
    for (const path of this.paths()) {
      let node = root;
      path.forEach((element, depth) => {
        const known = node[element];
        const child = known ?? {};
        const isMember = this.has(path.slice(0, depth + 1));
        if (known === undefined) {
          node[element] = child;
        }
        if (isMember && depth < path.length - 1) {
          child["."] = {};
        }
        node = child;
      });
    }
    return root;
  }
}

/** ".spec.mtls.mode", as Kubernetes prints a path in a conflict. */
export function printPath(path: readonly string[]): string {
  return path.map((element) => `.${element.slice(2)}`).join("");
}
