/** Of sorted items the first that is far enough; their number where none is. */
export function firstIndex<T>(
  items: readonly T[],
  isFarEnough: (item: T) => boolean,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && isFarEnough(item)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
