import type { SimulatedClock } from "@/lib/simulator/clock";

/** When Prometheus looked: on every multiple of the interval, up to now. */
export class ScrapeSchedule {
  /** The first moment that Prometheus still remembers. */
  recordedFromMs = Number.NEGATIVE_INFINITY;
  /** A moment that has passed; time only moves forward. */
  private passedMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly intervalMs: number,
    private readonly clock: Pick<SimulatedClock, "nowMs">,
  ) {}

  /** The last scrape up to a moment, and up to now. Asked for every series, so it spares the clock. */
  lastScrapeMs(endMs: number): number {
    if (endMs > this.passedMs) {
      this.passedMs = this.clock.nowMs();
    }
    const untilMs = Math.min(endMs, this.passedMs);
    return Math.floor(untilMs / this.intervalMs) * this.intervalMs;
  }
}
