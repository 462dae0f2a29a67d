import { callsUntil, firstCallMs, type Pace } from "./counter";

/** A stretch of time in which one process exported one series. A later process starts again from zero. */
export interface Life {
  readonly reporterUid: string;
  /** Exclusive; null = the process still runs. */
  endedMs: number | null;
  /** The first moment with something to export; null = nothing yet. */
  bornMs(): number | null;
  valueAt(timeMs: number): number;
}

/** A counter is born with its first call, already at one: Envoy exports nothing before (semantics D3). */
export class CounterLife implements Life {
  endedMs: number | null = null;
  private readonly open: Pace[] = [];
  private closed: Pace[] | null = null;
  private closedCalls = 0;
  private lastCloseMs = Number.NEGATIVE_INFINITY;
  private knownBirthMs: number | null | undefined;

  constructor(
    readonly reporterUid: string,
    /** 1 for calls and connections; bytes per connection for byte counters. */
    private readonly perCall: number,
  ) {}

  /** The pace is shared with every series that counts the same calls. */
  begin(pace: Pace): void {
    this.open.push(pace);
    this.knownBirthMs = undefined;
  }

  /** The pace must have got its end already. */
  end(pace: Pace): void {
    const index = this.open.indexOf(pace);
    if (index === -1 || pace.toMs === null) {
      return;
    }
    this.open.splice(index, 1);
    this.knownBirthMs = undefined;
    const calls = callsUntil(pace, pace.toMs);
    if (calls > 0) {
      this.closed ??= [];
      this.closed.push(pace);
      this.closedCalls += calls;
      this.lastCloseMs = Math.max(this.lastCloseMs, pace.toMs);
    }
  }

  bornMs(): number | null {
    if (this.knownBirthMs === undefined) {
      let earliest: number | null = null;
      for (const pace of [...(this.closed ?? []), ...this.open]) {
        const firstMs = firstCallMs(pace);
        if (firstMs !== null && (earliest === null || firstMs < earliest)) {
          earliest = firstMs;
        }
      }
      this.knownBirthMs = earliest;
    }
    return this.knownBirthMs;
  }

  valueAt(timeMs: number): number {
    let calls = 0;
    if (timeMs >= this.lastCloseMs) {
      calls = this.closedCalls;
    } else {
      for (const pace of this.closed ?? []) {
        calls += callsUntil(pace, timeMs);
      }
    }
    for (const pace of this.open) {
      calls += callsUntil(pace, timeMs);
    }
    return calls * this.perCall;
  }
}

/** A gauge that says the same as long as its process lives. */
export class ConstantLife implements Life {
  endedMs: number | null = null;

  constructor(
    readonly reporterUid: string,
    private readonly startedMs: number,
    private readonly value: number,
  ) {}

  bornMs(): number {
    return this.startedMs;
  }

  valueAt(): number {
    return this.value;
  }
}
