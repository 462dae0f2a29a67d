import type { ChurnStep } from "./churn";

const TICK_MS = 100;
/** After a pause of the process, no more than this is made up for. */
const MOST_AT_ONCE = 20;

/** Lets churn go on in real time; off until somebody sets a rate. */
export class ChurnPace {
  private timer: NodeJS.Timeout | null = null;
  private ratePerS = 0;
  private due = 0;
  private lastMs = 0;

  constructor(private readonly step: () => ChurnStep) {}

  get rate(): number {
    return this.ratePerS;
  }

  /** @param ratePerS steps a second; 0 stops it */
  set(ratePerS: number): void {
    this.stop();
    this.ratePerS = ratePerS;
    if (ratePerS > 0) {
      this.lastMs = performance.now();
      this.timer = setInterval(() => this.tick(), TICK_MS);
    }
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.ratePerS = 0;
    this.due = 0;
  }

  private tick(): void {
    const nowMs = performance.now();
    const passedS = (nowMs - this.lastMs) / 1_000;
    this.lastMs = nowMs;
    this.due = Math.min(MOST_AT_ONCE, this.due + passedS * this.ratePerS);
    for (; this.due >= 1; this.due -= 1) {
      this.step();
    }
  }
}
