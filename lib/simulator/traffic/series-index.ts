import type { Matcher } from "@/lib/simulator/promql/expression";
import { type Labels, labelsKey } from "@/lib/simulator/promql/labels";
import type { Series, SeriesSource } from "@/lib/simulator/promql/series";
import { ScrapedSeries, type ScrapeSchedule } from "./scraped-series";

/** Every series of the world by metric name. */
export class SeriesIndex implements SeriesSource {
  private readonly byName = new Map<string, Map<string, ScrapedSeries>>();
  private readonly selections = new Map<string, readonly ScrapedSeries[]>();

  constructor(private readonly schedule: ScrapeSchedule) {}

  /** The series of this name and these labels, made when it is new. */
  obtain(name: string, labels: Labels, isCounter: boolean): ScrapedSeries {
    const named = this.byName.get(name) ?? new Map<string, ScrapedSeries>();
    this.byName.set(name, named);
    const key = labelsKey(labels);
    let series = named.get(key);
    if (series === undefined) {
      series = new ScrapedSeries(name, labels, isCounter, this.schedule);
      named.set(key, series);
      this.selections.clear();
    }
    return series;
  }

  select(matchers: readonly Matcher[]): readonly Series[] {
    const key = JSON.stringify(
      matchers.map(({ label, operator, value }) => [label, operator, value]),
    );
    let found = this.selections.get(key);
    if (found === undefined) {
      found = this.search(matchers);
      // A handful of queries is asked again and again; anything beyond is not worth its memory.
      if (this.selections.size >= 100) {
        this.selections.clear();
      }
      this.selections.set(key, found);
    }
    return found;
  }

  names(): string[] {
    return [...this.byName.keys()].sort();
  }

  *ofName(name: string): Iterable<ScrapedSeries> {
    yield* this.byName.get(name)?.values() ?? [];
  }

  size(): number {
    let total = 0;
    for (const named of this.byName.values()) {
      total += named.size;
    }
    return total;
  }

  private search(matchers: readonly Matcher[]): readonly ScrapedSeries[] {
    const onName = matchers.filter(({ label }) => label === "__name__");
    const onLabels = matchers.filter(({ label }) => label !== "__name__");
    return this.names()
      .filter((name) => onName.every((matcher) => matcher.matches(name)))
      .flatMap((name) => [...this.ofName(name)])
      .filter(({ labels }) =>
        onLabels.every((matcher) =>
          matcher.matches(labels[matcher.label] ?? ""),
        ),
      );
  }
}
