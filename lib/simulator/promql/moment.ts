import type { Selector, TimeShift } from "./expression";
import type { Steps } from "./newest-values";
import type { Series, SeriesSource } from "./series";

/** One moment of evaluation. `startMs` and `endMs` are the query's own, for `@ start()` and `@ end()`. */
export interface Moment {
  readonly source: SeriesSource;
  readonly timeMs: number;
  readonly startMs: number;
  readonly endMs: number;
  /** The step of a subquery that names none: the server's evaluation interval. */
  readonly defaultStepMs: number;
  /** Kept over the steps of one range query: what a selector selects does not depend on time. */
  readonly selected: Map<Selector, readonly Series[]>;
  /** null = this moment alone */
  readonly steps: Steps | null;
}

export function select(selector: Selector, moment: Moment): readonly Series[] {
  let found = moment.selected.get(selector);
  if (found === undefined) {
    found = moment.source.select(selector.matchers);
    moment.selected.set(selector, found);
  }
  return found;
}

export function shiftedMs(shift: TimeShift, moment: Moment): number {
  const baseMs =
    shift.at === null
      ? moment.timeMs
      : shift.at === "start"
        ? moment.startMs
        : shift.at === "end"
          ? moment.endMs
          : shift.at;
  return baseMs - shift.offsetMs;
}
