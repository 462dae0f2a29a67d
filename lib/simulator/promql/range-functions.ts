import { unsupported } from "./problem";
import type { SampleWindow } from "./series";

/**
 * A function of one series' samples within a range. null = no answer for this series.
 * @param startMs exclusive, @param endMs inclusive: the range as asked, which extrapolation needs.
 */
export function evaluateRangeFunction(
  name: string,
  window: SampleWindow,
  startMs: number,
  endMs: number,
): number | null {
  switch (name) {
    case "increase":
      return extrapolated(window, startMs, endMs, true);
    case "rate": {
      const increase = extrapolated(window, startMs, endMs, true);
      return increase === null ? null : increase / ((endMs - startMs) / 1_000);
    }
    case "delta":
      return extrapolated(window, startMs, endMs, false);
    case "irate":
      return instantly(window, true);
    case "idelta":
      return instantly(window, false);
    case "changes":
      return changes(window);
    case "resets":
      return window.resets;
    case "max_over_time":
      return window.max;
    case "min_over_time":
      return window.min;
    case "count_over_time":
      return window.count;
    case "present_over_time":
      return 1;
    case "last_over_time":
      return window.last.value;
    case "sum_over_time":
      return total(window);
    case "avg_over_time":
      return total(window) / window.count;
    default:
      throw unsupported(`the function ${name}()`);
  }
}

/** Prometheus drops the metric's name except where the value is still that metric. */
export function keepsName(name: string): boolean {
  return name === "last_over_time";
}

/**
 * Prometheus' own extrapolation: the samples rarely touch the ends of the range, so the growth seen
 * between first and last is stretched towards both ends, by at most half a sample distance where the
 * series seems to begin or end inside the range, and never below zero for a counter.
 */
function extrapolated(
  window: SampleWindow,
  startMs: number,
  endMs: number,
  isCounter: boolean,
): number | null {
  if (window.count < 2) {
    return null;
  }
  const { first, last } = window;
  const growth =
    last.value - first.value + (isCounter ? window.resetCorrection : 0);
  const sampledS = (last.timeMs - first.timeMs) / 1_000;
  const averageS = sampledS / (window.count - 1);
  let toStartS = (first.timeMs - startMs) / 1_000;
  const toEndS = (endMs - last.timeMs) / 1_000;
  if (isCounter && growth > 0 && first.value >= 0) {
    const toZeroS = sampledS * (first.value / growth);
    toStartS = Math.min(toStartS, toZeroS);
  }
  const thresholdS = averageS * 1.1;
  const stretchedS =
    sampledS +
    (toStartS < thresholdS ? toStartS : averageS / 2) +
    (toEndS < thresholdS ? toEndS : averageS / 2);
  return growth * (stretchedS / sampledS);
}

function instantly(window: SampleWindow, isCounter: boolean): number | null {
  const [previous, last] = window.samples().slice(-2);
  if (previous === undefined || last === undefined) {
    return null;
  }
  if (!isCounter) {
    return last.value - previous.value;
  }
  const growth =
    last.value < previous.value ? last.value : last.value - previous.value;
  return growth / ((last.timeMs - previous.timeMs) / 1_000);
}

function changes(window: SampleWindow): number {
  let found = 0;
  let previous = window.first.value;
  for (const { value } of window.samples()) {
    found += Number(value !== previous);
    previous = value;
  }
  return found;
}

function total(window: SampleWindow): number {
  return window.samples().reduce((sum, { value }) => sum + value, 0);
}
