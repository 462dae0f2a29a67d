import type { Tuning } from "./tuning";

/**
 * Milliseconds to wait after the n-th failure in a row (n ≥ 1): doubling from the base to the cap, then cut by up to
 * half at random, so that many watches that broke together do not return together.
 */
export function backoffMs(
  failures: number,
  tuning: Pick<Tuning, "backoffBaseMs" | "backoffCapMs">,
  random: () => number = Math.random,
): number {
  const doubled = tuning.backoffBaseMs * 2 ** Math.min(failures - 1, 20);
  const capped = Math.min(doubled, tuning.backoffCapMs);
  return capped * (1 - random() / 2);
}
