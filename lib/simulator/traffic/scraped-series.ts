import type { Labels } from "@/lib/simulator/promql/labels";
import {
  listedWindow,
  type Sample,
  type SampleWindow,
  type Series,
} from "@/lib/simulator/promql/series";
import type { Life } from "./life";

/** When Prometheus looked: on every multiple of the interval, up to now. */
export interface ScrapeSchedule {
  readonly intervalMs: number;
  nowMs(): number;
  /** The first moment that Prometheus still remembers. */
  recordedFromMs(): number;
}

/**
 * A series as Prometheus stored it: the exporter's value on every scrape of its life, and a staleness
 * marker on the first scrape after it. Nothing is stored; every answer is computed.
 */
export class ScrapedSeries implements Series {
  readonly lives: Life[] = [];

  constructor(
    readonly name: string,
    readonly labels: Labels,
    readonly isCounter: boolean,
    private readonly schedule: ScrapeSchedule,
  ) {}

  /** The value being exported at a moment, as /metrics shows it; null = not exported. */
  exportedAt(timeMs: number): number | null {
    const life = this.lives.at(-1);
    const bornMs = life?.bornMs() ?? null;
    if (life === undefined || bornMs === null || bornMs > timeMs) {
      return null;
    }
    return life.endedMs !== null && life.endedMs <= timeMs
      ? null
      : life.valueAt(timeMs);
  }

  newest(startMs: number, endMs: number): Sample | null {
    const lastScrapeMs = this.lastScrapeMs(endMs);
    for (let index = this.lives.length - 1; index >= 0; index -= 1) {
      const life = this.lives[index];
      const scraped = life === undefined ? null : this.scraped(life, endMs);
      if (life === undefined || scraped === null) {
        continue;
      }
      // The scrape after the end of a life wrote the staleness marker.
      if (scraped.lastMs < lastScrapeMs || scraped.lastMs <= startMs) {
        return null;
      }
      return {
        timeMs: scraped.lastMs,
        value: life.valueAt(scraped.lastMs),
      };
    }
    return null;
  }

  window(startMs: number, endMs: number): SampleWindow | null {
    const { intervalMs } = this.schedule;
    const runs = this.lives.flatMap((life) => {
      const scraped = this.scraped(life, endMs);
      if (scraped === null || scraped.lastMs <= startMs) {
        return [];
      }
      const afterStartMs = (Math.floor(startMs / intervalMs) + 1) * intervalMs;
      const firstMs = Math.max(scraped.firstMs, afterStartMs);
      return [{ life, firstMs, lastMs: scraped.lastMs }];
    });
    const [only] = runs;
    if (only === undefined) {
      return null;
    }
    const samples = () =>
      runs.flatMap(({ life, firstMs, lastMs }) => {
        const listed: Sample[] = [];
        for (let timeMs = firstMs; timeMs <= lastMs; timeMs += intervalMs) {
          listed.push({ timeMs, value: life.valueAt(timeMs) });
        }
        return listed;
      });
    if (runs.length > 1) {
      return listedWindow(samples());
    }
    // Within one life a counter only grows, so its ends say everything.
    const { life, firstMs, lastMs } = only;
    const first = { timeMs: firstMs, value: life.valueAt(firstMs) };
    const last = { timeMs: lastMs, value: life.valueAt(lastMs) };
    return {
      first,
      last,
      count: (lastMs - firstMs) / intervalMs + 1,
      resets: 0,
      resetCorrection: 0,
      max: last.value,
      min: first.value,
      samples,
    };
  }

  /** First and last scrape of a life up to a moment. */
  private scraped(
    life: Life,
    endMs: number,
  ): { firstMs: number; lastMs: number } | null {
    const { intervalMs } = this.schedule;
    const bornMs = life.bornMs();
    if (bornMs === null) {
      return null;
    }
    const fromMs = Math.max(bornMs, this.schedule.recordedFromMs());
    let firstMs = Math.ceil(fromMs / intervalMs) * intervalMs;
    // Floating point may put the birth a hair before the call it stands for.
    while (life.valueAt(firstMs) === 0 && firstMs <= bornMs + intervalMs) {
      firstMs += intervalMs;
    }
    let lastMs = this.lastScrapeMs(endMs);
    if (life.endedMs !== null && lastMs >= life.endedMs) {
      lastMs = (Math.ceil(life.endedMs / intervalMs) - 1) * intervalMs;
    }
    return lastMs < firstMs ? null : { firstMs, lastMs };
  }

  private lastScrapeMs(endMs: number): number {
    const { intervalMs } = this.schedule;
    const untilMs = Math.min(endMs, this.schedule.nowMs());
    return Math.floor(untilMs / intervalMs) * intervalMs;
  }
}
