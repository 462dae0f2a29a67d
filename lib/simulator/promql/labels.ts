/**
 * Labels of a series without its metric name, keys in ascending order, no empty values. Made by
 * `makeLabels` and its kin only, so that equal label sets are one and the same object: whoever
 * compares, groups or joins does it by identity.
 */
export type Labels = Readonly<Record<string, string>>;

/** Sorts and drops empty values: to Prometheus an empty label and an absent one are the same. */
export function makeLabels(
  entries: Iterable<readonly [string, string]>,
): Labels {
  return joinLabels([partOf(entries)]);
}

/** Some labels of a set, prepared to be joined with others again and again. */
export interface LabelPart {
  readonly way: Way;
  readonly values: readonly string[];
  /** The same in whatever order its labels stand. */
  readonly hash: number;
}

/** @param entries each name once */
export function partOf(
  entries: Iterable<readonly [string, string]>,
): LabelPart {
  let way = START;
  let hash = 0;
  const values: string[] = [];
  for (const [name, value] of entries) {
    if (value !== "") {
      way = next(way, name);
      const known = textOf(value);
      values.push(known.text);
      hash = (hash + pairHash(textOf(name).number, known.number)) | 0;
    }
  }
  return { way, values, hash };
}

/** The set of all labels of the parts, which have no name in common. */
export function joinLabels(parts: readonly LabelPart[]): Labels {
  let way = START;
  let hash = 0;
  const values: string[] = [];
  for (const part of parts) {
    way = nextPart(way, part.way);
    hash = (hash + part.hash) | 0;
    for (const value of part.values) values.push(value);
  }
  return theOne(way, values, hash);
}

export function pickLabels(labels: Labels, names: readonly string[]): Labels {
  return makeLabels(names.map((name) => [name, labels[name] ?? ""] as const));
}

export function dropLabels(labels: Labels, dropped: readonly string[]): Labels {
  return makeLabels(
    Object.entries(labels).filter(([name]) => !dropped.includes(name)),
  );
}

/** With one label set, or taken away by an empty value. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const others = Object.entries(labels).filter(([it]) => it !== name);
  return makeLabels([...others, [name, value]]);
}

/** The names of a label set one after the other, as they came in. */
export interface Way {
  readonly names: readonly string[];
  readonly next: Map<string, Way>;
  /** Several names further on, at once. */
  readonly nextParts: Map<Way, Way>;
  end: End | null;
}

interface End {
  readonly shape: Shape;
  /** The place in the values of each of the shape's names. */
  readonly order: readonly number[];
}

/** All label sets with the same names. */
interface Shape {
  /** Ascending. */
  readonly names: readonly string[];
  /** Parsed from JSON, which makes copies of it compact however many names there are. */
  readonly template: Readonly<Record<string, string>>;
  readonly byHash: Map<number, Labels | Labels[]>;
}

const START: Way = wayOf([]);

const shapes = new Map<string, Shape>();

/** Every text of a label once, with a number of its own. */
const texts = new Map<string, Text>();

function next(way: Way, name: string): Way {
  let found = way.next.get(name);
  if (found === undefined) {
    found = wayOf([...way.names, name]);
    way.next.set(name, found);
  }
  return found;
}

function nextPart(way: Way, part: Way): Way {
  if (way === START) {
    return part;
  }
  let found = way.nextParts.get(part);
  if (found === undefined) {
    found = part.names.reduce(next, way);
    way.nextParts.set(part, found);
  }
  return found;
}

function wayOf(names: readonly string[]): Way {
  return { names, next: new Map(), nextParts: new Map(), end: null };
}

interface Text {
  readonly text: string;
  readonly number: number;
}

function textOf(text: string): Text {
  let known = texts.get(text);
  if (known === undefined) {
    known = { text, number: texts.size };
    texts.set(text, known);
  }
  return known;
}

function pairHash(name: number, value: number): number {
  let hash = Math.imul(name + 1, 0x9e3779b1) ^ Math.imul(value + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}

function endOf({ names }: Way): End {
  const sorted = [...new Set(names)].sort();
  const key = sorted.join("\n");
  let shape = shapes.get(key);
  if (shape === undefined) {
    const template: Record<string, string> = JSON.parse(
      JSON.stringify(Object.fromEntries(sorted.map((name) => [name, ""]))),
    );
    shape = { names: sorted, template, byHash: new Map() };
    shapes.set(key, shape);
  }
  return { shape, order: sorted.map((name) => names.lastIndexOf(name)) };
}

function theOne(way: Way, values: readonly string[], hash: number): Labels {
  way.end ??= endOf(way);
  const { shape } = way.end;
  const known = shape.byHash.get(hash);
  if (known === undefined) {
    const made = madeOf(way.end, values);
    shape.byHash.set(hash, made);
    return made;
  }
  const candidates = Array.isArray(known) ? known : [known];
  for (const candidate of candidates) {
    if (hasValues(candidate, way.end, values)) {
      return candidate;
    }
  }
  const made = madeOf(way.end, values);
  shape.byHash.set(hash, [...candidates, made]);
  return made;
}

function madeOf({ shape, order }: End, values: readonly string[]): Labels {
  const made: Record<string, string> = { ...shape.template };
  order.forEach((place, index) => {
    made[shape.names[index] ?? ""] = values[place] ?? "";
  });
  return made;
}

function hasValues(
  labels: Labels,
  { shape, order }: End,
  values: readonly string[],
): boolean {
  return order.every(
    (place, index) => labels[shape.names[index] ?? ""] === values[place],
  );
}

export const NO_LABELS: Labels = makeLabels([]);
