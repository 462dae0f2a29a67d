import type { Clock } from "@/lib/clock";
import type { SourceStatement } from "@/lib/mesh/source";
import type { SourceWarning } from "@/lib/mesh/source-warning";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import { type Window, windowSeconds } from "@/lib/mesh/window";
import {
  type PrometheusProblem,
  prometheusProblem,
} from "@/lib/prometheus/problem";
import type { TelemetryReading } from "@/lib/prometheus/telemetry";
import { telemetryCause } from "./telemetry-cause";

export interface TelemetryState {
  /** null = nothing may be said about traffic. */
  readonly telemetry: Telemetry | null;
  readonly statement: SourceStatement;
  /** Grows with every reading, failed ones included. */
  readonly sequence: number;
  /** When `telemetry` was read, by our own clock; null = there is none. */
  readonly readAtMs: number | null;
}

export interface TelemetryPollerOptions {
  readonly window: Window;
  readonly refreshMs: number;
  readonly clock: Clock;
  read(windowS: number, signal: AbortSignal): Promise<TelemetryReading>;
  /** A number that no reading of this process had before. */
  nextSequence(): number;
  /** After each reading, good or bad; the next one waits for it. Must not fail. */
  onReading(): Promise<void>;
}

/**
 * Reads one window of telemetry again and again while somebody looks at it. A failed reading keeps
 * the last good one for three refreshes, marked stale; after that nothing is known.
 */
export class TelemetryPoller {
  private readonly abort = new AbortController();
  private readonly first: Promise<void>;
  private timer: NodeJS.Timeout | undefined;
  private last: {
    telemetry: Telemetry;
    warnings: readonly SourceWarning[];
    atMs: number;
  } | null = null;
  private problem: PrometheusProblem | null = null;
  private sinceMs: number;
  private sequence = 0;
  private running: Promise<void> | null = null;

  constructor(private readonly options: TelemetryPollerOptions) {
    this.sinceMs = options.clock();
    this.first = this.poll();
  }

  /** Resolves after the first reading, good or bad, was dealt with. */
  firstReading(): Promise<void> {
    return this.first;
  }

  /** Reads at once, e.g. because a policy was just changed; a reading under way began too early to show it. */
  async refresh(): Promise<void> {
    await this.running;
    if (!this.abort.signal.aborted) await this.poll();
  }

  current(): TelemetryState {
    const fresh =
      this.last !== null &&
      (this.problem === null ||
        this.options.clock() - this.last.atMs <= 3 * this.options.refreshMs);
    return {
      telemetry: fresh && this.last ? this.judged(this.last.telemetry) : null,
      statement: this.statement(fresh),
      sequence: this.sequence,
      readAtMs: fresh ? (this.last?.atMs ?? null) : null,
    };
  }

  /** Figures of before a failure still show, but who called since is not known: nothing is ready on them. */
  private judged(telemetry: Telemetry): Telemetry {
    return this.problem === null ? telemetry : { ...telemetry, outdated: true };
  }

  stop(): void {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  private poll(): Promise<void> {
    clearTimeout(this.timer);
    this.running = this.readOnce().finally(() => {
      this.running = null;
      if (this.abort.signal.aborted) return;
      this.timer = setTimeout(() => void this.poll(), this.options.refreshMs);
      this.timer.unref();
    });
    return this.running;
  }

  private async readOnce(): Promise<void> {
    const { options } = this;
    const reading = await this.readSafely();
    if (this.abort.signal.aborted) return;
    const failedBefore = this.problem !== null;
    switch (reading.state) {
      case "read":
        this.last = {
          telemetry: reading.telemetry,
          warnings: [...reading.warnings, ...reading.notes],
          atMs: options.clock(),
        };
        this.problem = null;
        break;
      case "failed":
        this.problem = reading.problem;
        break;
      default:
        reading satisfies never;
    }
    if (failedBefore !== (this.problem !== null))
      this.sinceMs = options.clock();
    this.sequence = this.options.nextSequence();
    await options.onReading();
  }

  /** An error that nobody foresaw is a failed reading too: the next one may be better. */
  private async readSafely(): Promise<TelemetryReading> {
    const { read, window } = this.options;
    try {
      return await read(windowSeconds(window), this.abort.signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        state: "failed",
        problem: prometheusProblem(
          "malformed",
          "Prometheus could not be read.",
          message,
        ),
      };
    }
  }

  private statement(fresh: boolean): SourceStatement {
    const base = {
      id: "prometheus",
      what: "traffic",
      from: "prometheus" as const,
      version: "",
      namespaces: [],
      since: new Date(this.sinceMs).toISOString(),
      warnings: this.last?.warnings ?? [],
    };
    if (this.problem) {
      return {
        ...base,
        state: fresh ? "stale" : "down",
        message: `${this.problem.message} ${this.problem.remedy}`,
        cause: telemetryCause(this.problem),
      };
    }
    return this.last
      ? { ...base, state: "live", message: "", cause: null }
      : {
          ...base,
          state: "starting",
          message: "The first reading of Prometheus is under way.",
          cause: { code: "first-reading", names: [] },
        };
  }
}
