/**
 * One caller's calls from one moment to another, at an even pace: the k-th falls where
 * `phase + ratePerMs × elapsed` passes k. So any count at any time is exact and whole.
 */
export interface Pace {
  readonly fromMs: number;
  /** Exclusive; null = still going on. */
  toMs: number | null;
  readonly ratePerMs: number;
  /** In [0, 1): how far along the next call was at `fromMs`. */
  readonly phase: number;
}

export function callsUntil(pace: Pace, timeMs: number): number {
  return Math.max(0, Math.floor(progress(pace, timeMs)));
}

/** The phase with which a following pace goes on, so that a change of outcome delays no call. */
export function phaseAt(pace: Pace, timeMs: number): number {
  const along = progress(pace, timeMs);
  return along - Math.floor(along);
}

/** When the first call falls, or null when the pace ended before. */
export function firstCallMs(pace: Pace): number | null {
  if (pace.ratePerMs <= 0) {
    return null;
  }
  const timeMs = pace.fromMs + (1 - pace.phase) / pace.ratePerMs;
  return pace.toMs !== null && callsUntil(pace, pace.toMs) === 0
    ? null
    : timeMs;
}

function progress(pace: Pace, timeMs: number): number {
  const untilMs = pace.toMs === null ? timeMs : Math.min(timeMs, pace.toMs);
  return pace.phase + pace.ratePerMs * Math.max(0, untilMs - pace.fromMs);
}
