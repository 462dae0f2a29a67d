import type { Matcher } from "./expression";
import type { Labels } from "./labels";

/** One stored value. Unix milliseconds. */
export interface Sample {
  readonly timeMs: number;
  readonly value: number;
}

/** What the evaluator asks of whoever stores series. Windows are left-open: (start, end]. */
export interface Series {
  /** The metric's name. */
  readonly name: string;
  readonly labels: Labels;
  /** The newest sample in the window, unless the series was marked stale after it. */
  newest(startMs: number, endMs: number): Sample | null;
  /** All samples in the window; null where there are none. */
  window(startMs: number, endMs: number): SampleWindow | null;
  /** The value of the last sample in the window, stale since or not; null where there is none. */
  lastValue(startMs: number, endMs: number): number | null;
}

/** A run of at least one sample, with what range functions ask, so that counters can answer without listing. */
export interface SampleWindow {
  readonly first: Sample;
  readonly last: Sample;
  readonly count: number;
  /** How often the value fell from one sample to the next. */
  readonly resets: number;
  /** Sum of what was lost at those falls. */
  readonly resetCorrection: number;
  readonly max: number;
  readonly min: number;
  samples(): readonly Sample[];
}

export interface SeriesSource {
  select(matchers: readonly Matcher[]): readonly Series[];
}

/** A window over listed samples, in ascending time; null for none. */
export function listedWindow(samples: readonly Sample[]): SampleWindow | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) {
    return null;
  }
  let resets = 0;
  let resetCorrection = 0;
  let max = Number.NaN;
  let min = Number.NaN;
  let previous = first.value;
  for (const { value } of samples) {
    if (value < previous) {
      resets += 1;
      resetCorrection += previous;
    }
    previous = value;
    max = value > max || Number.isNaN(max) ? value : max;
    min = value < min || Number.isNaN(min) ? value : min;
  }
  return {
    first,
    last,
    count: samples.length,
    resets,
    resetCorrection,
    max,
    min,
    samples: () => samples,
  };
}
