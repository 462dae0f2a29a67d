import type { Expression } from "./expression";
import { type Moment, select, shiftedMs } from "./moment";
import { newestColumns } from "./newest-values";
import type { Element } from "./value";

/** `last_over_time(x[…])`, which keeps names and needs no window; null for any other call. */
export function newestOverTime(
  { name, args: [range] }: Extract<Expression, { kind: "call" }>,
  moment: Moment,
): Element[] | null {
  if (name !== "last_over_time" || range?.kind !== "matrix") {
    return null;
  }
  const { selector, rangeMs } = range;
  const { steps, timeMs } = moment;
  const endOfMs = (atMs: number) =>
    shiftedMs(selector.shift, { ...moment, timeMs: atMs });
  const found = select(selector, moment);
  const columns =
    steps === null
      ? null
      : newestColumns(steps, selector, found, rangeMs, endOfMs);
  const offset =
    steps === null
      ? 0
      : Math.round((timeMs - steps.firstMs) / steps.stepMs) * found.length;
  const endMs = endOfMs(timeMs);
  const elements: Element[] = [];
  for (let index = 0; index < found.length; index += 1) {
    const series = found[index];
    if (series === undefined) continue;
    const value =
      columns === null
        ? series.lastValue(endMs - rangeMs, endMs)
        : columns.isThere[offset + index] === 1
          ? (columns.values[offset + index] ?? null)
          : null;
    if (value !== null) {
      elements.push({
        name: series.name,
        labels: series.labels,
        value,
        sampledAtMs: null,
      });
    }
  }
  return elements;
}
