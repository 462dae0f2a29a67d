/** What became of a list between two readings. An object that was replaced is in both parts. */
export interface ListChange<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

/**
 * Compares two lists by the identity of their objects, which are values: another object is another
 * value. No list holds an object twice. Costs one pass where the order stayed, which it mostly does.
 */
export function listChange<T extends object>(
  before: readonly T[],
  after: readonly T[],
): ListChange<T> {
  if (before === after) return { gone: [], come: [] };
  const gone: T[] = [];
  const come: T[] = [];
  let from = 0;
  let to = 0;
  for (;;) {
    const old = before[from];
    const now = after[to];
    if (old === undefined || now === undefined) break;
    if (old === now) {
      from += 1;
      to += 1;
    } else if (before[from + 1] === now) {
      gone.push(old);
      from += 1;
    } else if (old === after[to + 1]) {
      come.push(now);
      to += 1;
    } else if (before[from + 1] === after[to + 1]) {
      gone.push(old);
      come.push(now);
      from += 1;
      to += 1;
    } else {
      break;
    }
  }
  return withoutMoved(
    [...gone, ...before.slice(from)],
    [...come, ...after.slice(to)],
  );
}

/** An object that only changed its place did not change. */
function withoutMoved<T extends object>(
  gone: readonly T[],
  come: readonly T[],
): ListChange<T> {
  if (gone.length === 0 || come.length === 0) return { gone, come };
  const left = new Set(gone);
  const arrived = new Set(come);
  return {
    gone: gone.filter((item) => !arrived.has(item)),
    come: come.filter((item) => !left.has(item)),
  };
}
