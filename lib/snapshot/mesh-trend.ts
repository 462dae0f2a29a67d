import type { Clock } from "@/lib/clock";
import type { Believes } from "@/lib/mesh/traffic/telling";
import { type Window, windowSeconds } from "@/lib/mesh/window";
import type {
  MeshTrendQuestion,
  MeshTrendReading,
} from "@/lib/prometheus/mesh-trend";
import { trendStepS } from "@/lib/prometheus/promql-trend";

/** Long windows move slowly, and their question is dear. */
const MOST_MS = 60_000;
/** A Prometheus that failed may be back. */
const FAILED_MS = 5_000;

interface Kept {
  readonly askedAtMs: number;
  readonly reading: Promise<MeshTrendReading>;
  /** How long it may be shown. */
  freshMs: number;
}

/** The course of all traffic by window: asked once for all viewers, and not again within a step. */
export class MeshTrends {
  private readonly kept = new Map<Window, Kept>();

  constructor(
    private readonly clock: Clock,
    private readonly read: (
      question: MeshTrendQuestion,
    ) => Promise<MeshTrendReading>,
  ) {}

  /**
   * @param believes whose counts are taken
   * @param endS where the window ends, Unix seconds by Prometheus' clock; null = its now
   */
  of(
    window: Window,
    endS: number | null,
    believes: Believes,
  ): Promise<MeshTrendReading> {
    const known = this.kept.get(window);
    if (known && this.clock() - known.askedAtMs < known.freshMs) {
      return known.reading;
    }
    this.forgetOld();
    const windowS = windowSeconds(window);
    const reading = this.read({ windowS, endS, believes });
    const kept: Kept = {
      askedAtMs: this.clock(),
      reading,
      // While it is under way, whoever asks waits for the same answer.
      freshMs: Number.POSITIVE_INFINITY,
    };
    this.kept.set(window, kept);
    reading.then(
      ({ state }) => {
        kept.freshMs =
          state === "failed"
            ? FAILED_MS
            : Math.min(MOST_MS, trendStepS(windowS) * 1_000);
      },
      () => this.kept.delete(window),
    );
    return reading;
  }

  /** There are thousands of windows somebody may ask for once. */
  private forgetOld(): void {
    for (const [window, { askedAtMs, freshMs }] of this.kept) {
      if (this.clock() - askedAtMs >= freshMs) this.kept.delete(window);
    }
  }
}
