import { groupBy } from "@/lib/mesh/group-by";
import { type ListChange, listChange } from "./list-change";

/** Objects by namespace, each list in one order whatever the order of the reading. */
export type ListsByNamespace<T> = ReadonlyMap<string, readonly T[]>;

/**
 * Sorts objects into namespaces. The list of a namespace in which nothing changed stays the same array,
 * so that whatever is made from it can be kept; the map itself stays where no namespace changed.
 * @param previous the objects of the reading before, and what was made of them; never changed
 */
export function listsByNamespace<T extends { readonly namespace: string }>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  previous: {
    readonly items: readonly T[];
    readonly lists: ListsByNamespace<T>;
  } | null,
): ListsByNamespace<T> {
  if (previous === null) {
    const lists = groupBy(items, ({ namespace }) => namespace);
    for (const list of lists.values()) list.sort(compare);
    return lists;
  }
  const change = listChange(previous.items, items);
  if (change.gone.length === 0 && change.come.length === 0) {
    return previous.lists;
  }
  return changedLists(previous.lists, change, compare);
}

function changedLists<T extends { readonly namespace: string }>(
  before: ListsByNamespace<T>,
  { gone, come }: ListChange<T>,
  compare: (a: T, b: T) => number,
): ListsByNamespace<T> {
  const lists = new Map(before);
  const left = groupBy(gone, ({ namespace }) => namespace);
  const arrived = groupBy(come, ({ namespace }) => namespace);
  for (const namespace of new Set([...left.keys(), ...arrived.keys()])) {
    const leaving = new Set(left.get(namespace));
    const staying = (before.get(namespace) ?? []).filter(
      (item) => !leaving.has(item),
    );
    const list = merged(staying, arrived.get(namespace) ?? [], compare);
    if (list.length > 0) lists.set(namespace, list);
    else lists.delete(namespace);
  }
  return lists;
}

/** Few arrive among many, so their places are looked up instead of sorting all again. */
function merged<T>(
  ordered: readonly T[],
  arriving: readonly T[],
  compare: (a: T, b: T) => number,
): readonly T[] {
  if (arriving.length === 0) return ordered;
  const parts: (readonly T[])[] = [];
  let done = 0;
  for (const item of [...arriving].sort(compare)) {
    const at = placeFor(item, ordered, done, compare);
    parts.push(ordered.slice(done, at), [item]);
    done = at;
  }
  return [...parts, ordered.slice(done)].flat();
}

/** Behind everything that does not come after it. */
function placeFor<T>(
  item: T,
  ordered: readonly T[],
  from: number,
  compare: (a: T, b: T) => number,
): number {
  let low = from;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = ordered[middle];
    if (other !== undefined && compare(other, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
