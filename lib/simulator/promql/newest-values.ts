import type { Selector } from "./expression";
import type { Series } from "./series";

/** The moments at which one query or subquery evaluates the same expression. */
export interface Steps {
  readonly firstMs: number;
  readonly stepMs: number;
  readonly count: number;
  /** What was computed for all moments at once, by what was asked. */
  readonly columns: Map<string, Columns>;
}

/** Newest values of many series at every step, by step, then series. */
interface Columns {
  readonly values: Float64Array;
  readonly isThere: Uint8Array;
}

const MOST_VALUES = 16_000_000;

/**
 * The newest value of each series within a range up to one of the steps, for all steps in one go: series
 * after series, for to visit all series at every step costs many times as much. null = too much to keep.
 * @param endOfMs where the range ends at a step
 */
export function newestColumns(
  steps: Steps,
  selector: Selector,
  series: readonly Series[],
  rangeMs: number,
  endOfMs: (timeMs: number) => number,
): Columns | null {
  const { count, firstMs, stepMs, columns } = steps;
  if (count < 3 || count * series.length > MOST_VALUES) {
    return null;
  }
  const key = JSON.stringify([selector, rangeMs]);
  const known = columns.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = {
    values: new Float64Array(count * series.length),
    isThere: new Uint8Array(count * series.length),
  };
  const endsMs = Array.from({ length: count }, (_, step) =>
    endOfMs(firstMs + step * stepMs),
  );
  for (const [index, one] of series.entries()) {
    for (const [step, endMs] of endsMs.entries()) {
      const value = one.lastValue(endMs - rangeMs, endMs);
      if (value !== null) {
        made.values[step * series.length + index] = value;
        made.isThere[step * series.length + index] = 1;
      }
    }
  }
  columns.set(key, made);
  return made;
}
