/** Labels of a series without its metric name, keys in ascending order, no empty values. */
export type Labels = Readonly<Record<string, string>>;

export const NO_LABELS: Labels = Object.freeze({});

/** Sorts and drops empty values: to Prometheus an empty label and an absent one are the same. */
export function makeLabels(
  entries: Iterable<readonly [string, string]>,
): Labels {
  const kept = [...entries].filter(([, value]) => value !== "");
  kept.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return Object.fromEntries(kept);
}

const keys = new WeakMap<Labels, string>();

/** Equal for equal label sets, and only for these. */
export function labelsKey(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    key = JSON.stringify(labels);
    keys.set(labels, key);
  }
  return key;
}

export function pickLabels(labels: Labels, names: readonly string[]): Labels {
  return makeLabels(names.map((name) => [name, labels[name] ?? ""] as const));
}

export function dropLabels(labels: Labels, names: readonly string[]): Labels {
  return makeLabels(
    Object.entries(labels).filter(([name]) => !names.includes(name)),
  );
}
