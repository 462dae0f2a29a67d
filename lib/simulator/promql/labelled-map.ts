import type { Labels } from "./labels";

/** A map by metric name and labels; its values come out in the order in which they came in. */
export class LabelledMap<T> {
  private readonly byName = new Map<string, Map<Labels, T>>();
  readonly values: T[] = [];

  /** What is there, or what is made now. */
  obtain(name: string, labels: Labels, make: () => T): T {
    let named = this.byName.get(name);
    if (named === undefined) {
      named = new Map();
      this.byName.set(name, named);
    }
    let value = named.get(labels);
    if (value === undefined) {
      value = make();
      named.set(labels, value);
      this.values.push(value);
    }
    return value;
  }
}
