import type { Labels } from "./objects";

/**
 * True when `labels` carry every pair of `selector` with exactly that value (semantics A1).
 * An empty selector matches everything; callers decide what "no labels" means for their kind.
 */
export function selectorMatches(selector: Labels, labels: Labels): boolean {
  for (const key in selector) {
    if (labels[key] !== selector[key]) return false;
  }
  return true;
}

/** A selector that is absent or names no label selects nothing in particular: it widens the scope instead. */
export function hasNoLabels(selector: Labels | null): boolean {
  if (selector === null) return true;
  for (const _ in selector) return false;
  return true;
}

/** Two selectors asking for exactly the same pairs. */
export function selectorsEqual(a: Labels, b: Labels): boolean {
  return selectorMatches(a, b) && selectorMatches(b, a);
}

/**
 * Finds, among many selectors, those that a label set satisfies, in the order they were given.
 * Each selector waits under one of its pairs, so a look-up touches only selectors that share a pair
 * with the labels: the cost does not grow with the number of selectors elsewhere.
 */
export class SelectorIndex<T> {
  private readonly byPair = new Map<string, Map<string, Entry<T>[]>>();

  /** `selectorOf` must answer with at least one label; anything else never matches here. */
  constructor(items: readonly T[], selectorOf: (item: T) => Labels) {
    items.forEach((item, order) => {
      const selector = selectorOf(item);
      const pair = Object.entries(selector)[0];
      if (pair === undefined) return;
      const [key, value] = pair;
      const byValue = this.byPair.get(key) ?? new Map<string, Entry<T>[]>();
      this.byPair.set(key, byValue);
      const entries = byValue.get(value) ?? [];
      byValue.set(value, entries);
      entries.push({ item, selector, order });
    });
  }

  matching(labels: Labels): readonly T[] {
    const found: Entry<T>[] = [];
    for (const [key, byValue] of this.byPair) {
      const value = labels[key];
      const entries = value === undefined ? undefined : byValue.get(value);
      if (entries === undefined) continue;
      for (const entry of entries) {
        if (selectorMatches(entry.selector, labels)) found.push(entry);
      }
    }
    if (found.length > 1) found.sort((a, b) => a.order - b.order);
    return found.map((entry) => entry.item);
  }
}

interface Entry<T> {
  readonly item: T;
  readonly selector: Labels;
  readonly order: number;
}
