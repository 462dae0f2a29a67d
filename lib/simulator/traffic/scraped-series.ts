import type { Labels } from "@/lib/simulator/promql/labels";
import {
  listedWindow,
  type Sample,
  type SampleWindow,
  type Series,
} from "@/lib/simulator/promql/series";
import type { Life } from "./life";
import type { ScrapeSchedule } from "./scrape-schedule";

/**
 * A series as Prometheus stored it: the exporter's value on every scrape of its life, and a staleness
 * marker on the first scrape after it. Nothing is stored; every answer is computed.
 */
export class ScrapedSeries implements Series {
  readonly lives: Life[] = [];
  /** Where the life that was asked about last was first scraped. */
  private first: FirstScrape = NO_SCRAPE;

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
    const lastScrapeMs = this.schedule.lastScrapeMs(endMs);
    for (let index = this.lives.length - 1; index >= 0; index -= 1) {
      const life = this.lives[index];
      const lastMs =
        life === undefined ? null : this.lastOf(life, lastScrapeMs);
      if (life === undefined || lastMs === null) {
        continue;
      }
      // The scrape after the end of a life wrote the staleness marker.
      return lastMs < lastScrapeMs || lastMs <= startMs
        ? null
        : { timeMs: lastMs, value: life.valueAt(lastMs) };
    }
    return null;
  }

  lastValue(startMs: number, endMs: number): number | null {
    const lastScrapeMs = this.schedule.lastScrapeMs(endMs);
    for (let index = this.lives.length - 1; index >= 0; index -= 1) {
      const life = this.lives[index];
      const lastMs =
        life === undefined ? null : this.lastOf(life, lastScrapeMs);
      if (life !== undefined && lastMs !== null) {
        return lastMs <= startMs ? null : life.valueAt(lastMs);
      }
    }
    return null;
  }

  window(startMs: number, endMs: number): SampleWindow | null {
    const { intervalMs } = this.schedule;
    const lastScrapeMs = this.schedule.lastScrapeMs(endMs);
    const afterStartMs = (Math.floor(startMs / intervalMs) + 1) * intervalMs;
    const runs: Run[] = [];
    for (const life of this.lives) {
      const lastMs = this.lastOf(life, lastScrapeMs);
      if (lastMs === null || lastMs <= startMs) {
        continue;
      }
      const firstMs = Math.max(this.firstOf(life) ?? lastMs, afterStartMs);
      runs.push({ life, firstMs, lastMs });
    }
    const [only] = runs;
    if (only === undefined) {
      return null;
    }
    return runs.length === 1
      ? new GrowingWindow(only, intervalMs)
      : listedWindow(runs.flatMap((run) => samplesOf(run, intervalMs)));
  }

  /** Last scrape of a life up to this one; null where it was not scraped before. */
  private lastOf(life: Life, lastScrapeMs: number): number | null {
    const firstMs = this.firstOf(life);
    if (firstMs === null) {
      return null;
    }
    const { intervalMs } = this.schedule;
    const lastMs =
      life.endedMs !== null && lastScrapeMs >= life.endedMs
        ? (Math.ceil(life.endedMs / intervalMs) - 1) * intervalMs
        : lastScrapeMs;
    return lastMs < firstMs ? null : lastMs;
  }

  /** First scrape that found something; null where nothing was ever exported. */
  private firstOf(life: Life): number | null {
    const bornMs = life.bornMs();
    if (bornMs === null) {
      return null;
    }
    const { intervalMs, recordedFromMs } = this.schedule;
    const fromMs = Math.max(bornMs, recordedFromMs);
    if (this.first.life === life && this.first.fromMs === fromMs) {
      return this.first.scrapeMs;
    }
    let firstMs = Math.ceil(fromMs / intervalMs) * intervalMs;
    // Floating point may put the birth a hair before the call it stands for.
    while (firstMs <= bornMs + intervalMs && life.valueAt(firstMs) === 0) {
      firstMs += intervalMs;
    }
    this.first = { life, fromMs, scrapeMs: firstMs };
    return firstMs;
  }
}

interface FirstScrape {
  readonly life: Life | null;
  /** From when on it was there to be scraped. */
  readonly fromMs: number;
  readonly scrapeMs: number;
}

const NO_SCRAPE: FirstScrape = { life: null, fromMs: 0, scrapeMs: 0 };

/** One life as far as a window shows it. */
interface Run {
  readonly life: Life;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Within one life a counter only grows, so its ends say everything; they are computed when asked for. */
class GrowingWindow implements SampleWindow {
  readonly resets = 0;
  readonly resetCorrection = 0;

  constructor(
    private readonly run: Run,
    private readonly intervalMs: number,
  ) {}

  get first(): Sample {
    return { timeMs: this.run.firstMs, value: this.min };
  }

  get last(): Sample {
    return { timeMs: this.run.lastMs, value: this.max };
  }

  get count(): number {
    return (this.run.lastMs - this.run.firstMs) / this.intervalMs + 1;
  }

  get max(): number {
    return this.run.life.valueAt(this.run.lastMs);
  }

  get min(): number {
    return this.run.life.valueAt(this.run.firstMs);
  }

  samples(): readonly Sample[] {
    return samplesOf(this.run, this.intervalMs);
  }
}

function samplesOf(
  { life, firstMs, lastMs }: Run,
  intervalMs: number,
): Sample[] {
  const listed: Sample[] = [];
  for (let timeMs = firstMs; timeMs <= lastMs; timeMs += intervalMs) {
    listed.push({ timeMs, value: life.valueAt(timeMs) });
  }
  return listed;
}
