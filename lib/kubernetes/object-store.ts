import type { Projection } from "./projection";

/** The last known objects of one list, and those that could not be read. Keys as in `objectKey`. */
export interface ObjectStore<T> {
  readonly objects: ReadonlyMap<string, T>;
  /** key → one sentence on what is wrong with it */
  readonly problems: ReadonlyMap<string, string>;
  /** Each returns whether anything visible changed. */
  replaceAll(projections: readonly Projection<T>[]): boolean;
  put(projection: Projection<T>): boolean;
  remove(key: string): boolean;
  clear(): boolean;
}

/**
 * `ignoreVersion`: an object that only got a new resourceVersion (a heartbeat, a status we do not keep) is no change.
 * Wrong for objects we write to, whose version is a precondition.
 */
export function createObjectStore<T>(ignoreVersion: boolean): ObjectStore<T> {
  let objects = new Map<string, T>();
  let problems = new Map<string, string>();

  function put(projection: Projection<T>): boolean {
    const { key } = projection;
    if ("problem" in projection) {
      const isNew = problems.get(key) !== projection.problem;
      problems.set(key, projection.problem);
      // What it said before is no longer true, so it must not be shown on.
      return objects.delete(key) || isNew;
    }
    const before = objects.get(key);
    const wasUnreadable = problems.delete(key);
    if (
      before !== undefined &&
      isEqual(before, projection.value, ignoreVersion)
    ) {
      return wasUnreadable;
    }
    objects.set(key, projection.value);
    return true;
  }

  function clear(): boolean {
    const had = objects.size + problems.size > 0;
    objects.clear();
    problems.clear();
    return had;
  }

  return {
    get objects() {
      return objects;
    },
    get problems() {
      return problems;
    },
    put,
    clear,
    remove: (key) => problems.delete(key) || objects.delete(key),
    replaceAll(projections) {
      const old = { objects, problems };
      objects = new Map();
      problems = new Map();
      let isChanged = false;
      for (const projection of projections) {
        const { key } = projection;
        const before = old.objects.get(key);
        if (before !== undefined) {
          objects.set(key, before);
        }
        const problem = old.problems.get(key);
        if (problem !== undefined) {
          problems.set(key, problem);
        }
        isChanged = put(projection) || isChanged;
      }
      return (
        isChanged ||
        objects.size !== old.objects.size ||
        problems.size !== old.problems.size
      );
    },
  };
}

/** By their JSON: the values are plain, small, and made by one function, so key order is stable. */
function isEqual(a: unknown, b: unknown, ignoreVersion: boolean): boolean {
  const replacer = ignoreVersion
    ? (key: string, value: unknown) =>
        key === "resourceVersion" ? undefined : value
    : undefined;
  return JSON.stringify(a, replacer) === JSON.stringify(b, replacer);
}
