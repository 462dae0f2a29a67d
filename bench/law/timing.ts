/**
 * Times of several runs, in milliseconds. Work is what the process computed; on an idle machine it is
 * about what the clock shows, on a busy one the clock shows the others' work too.
 */
export interface Timing {
  readonly work: Spread;
  readonly clock: Spread;
  readonly runs: number;
}

interface Spread {
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Before the engine has compiled anything, where it is the first of its kind. */
  readonly firstMs: number;
}

/** @param prepare makes ready what one run needs, and answers with what is timed */
export function timed(
  runs: number,
  prepare: (turn: number) => () => unknown,
): Timing {
  const work: number[] = [];
  const clock: number[] = [];
  for (let turn = 0; turn < runs; turn += 1) {
    const run = prepare(turn);
    const usage = process.cpuUsage();
    const start = performance.now();
    run();
    clock.push(performance.now() - start);
    const { user, system } = process.cpuUsage(usage);
    work.push((user + system) / 1_000);
  }
  return { work: spreadOf(work), clock: spreadOf(clock), runs };
}

function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    medianMs: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
    firstMs: times[0] ?? Number.NaN,
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const at = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.max(0, at)] ?? Number.NaN;
}
