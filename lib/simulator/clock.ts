/**
 * The simulated world's time: real time plus what was skipped. Everything in the simulator asks it,
 * so that "let ten minutes pass" moves creation timestamps, counters and Prometheus together.
 */
export class SimulatedClock {
  private skippedMs = 0;

  constructor(private readonly startMs: number | null = null) {}

  /** Unix milliseconds. With a start given, time moves only by `advance`. */
  nowMs(): number {
    return (this.startMs ?? Date.now()) + this.skippedMs;
  }

  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) {
      throw new RangeError("time only moves forward");
    }
    this.skippedMs += ms;
  }
}
