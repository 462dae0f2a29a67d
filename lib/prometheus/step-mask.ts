/**
 * In which steps of a window something was there, in one figure and one pass over the data: every step
 * is a bit. A range query would carry as many figures as steps; minimum and maximum would take a pass
 * each and not see what lies between.
 *
 * Steps stand on multiples of their length, as those of a subquery do. A step's bit is its number modulo
 * BITS, so no moment has to be agreed on beforehand, and any sum of them is exact in a double.
 */

const STEPS = 50;
/** More than steps in a window, both ends included; sums stay below 2^52. */
const BITS = 52;

/** Length of a step, in seconds: a fiftieth of the window, but not under 15 s. */
export function maskStepS(windowS: number): number {
  return Math.max(15, Math.ceil(windowS / STEPS));
}

/** @param present PromQL, 1 where it was there in the step that ends at `time()` */
export function stepMask(present: string, windowS: number): string {
  const stepS = maskStepS(windowS);
  const bit = `2 ^ ((time() / ${stepS}) % ${BITS})`;
  return `sum_over_time(((${present}) * ${bit})[${windowS}s:${stepS}s])`;
}

/** Ends of the window's steps, Unix seconds, oldest first; the stretch since the last is in none of them. */
export function stepEnds(nowS: number, windowS: number): number[] {
  const stepS = maskStepS(windowS);
  const ends: number[] = [];
  const lastS = Math.floor(nowS / stepS) * stepS;
  for (let endS = lastS; endS > nowS - windowS; endS -= stepS) ends.push(endS);
  return ends.reverse();
}

/** Whether a mask holds the step that ends then; a figure that is no mask holds none. */
export function holdsStep(mask: number, endS: number, windowS: number) {
  if (!Number.isSafeInteger(mask) || mask < 0) return false;
  const bit = Math.round(endS / maskStepS(windowS)) % BITS;
  return Math.floor(mask / 2 ** bit) % 2 === 1;
}
