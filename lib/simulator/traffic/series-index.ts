import type { Matcher } from "@/lib/simulator/promql/expression";
import type { Labels } from "@/lib/simulator/promql/labels";
import type { Series, SeriesSource } from "@/lib/simulator/promql/series";
import type { ScrapeSchedule } from "./scrape-schedule";
import { ScrapedSeries } from "./scraped-series";

/** All series of one metric, in the order in which they appeared. */
interface Metric {
  readonly byLabels: Map<Labels, ScrapedSeries>;
  readonly series: ScrapedSeries[];
}

/** What some matchers select, and how much of each metric was looked at for it. */
interface Selection {
  found: readonly ScrapedSeries[];
  /** By metric, in ascending order of their names. */
  readonly parts: Map<string, { found: ScrapedSeries[]; seen: number }>;
}

/** Every series of the world by metric name. */
export class SeriesIndex implements SeriesSource {
  private readonly byName = new Map<string, Metric>();
  private readonly selections = new Map<string, Selection>();

  constructor(private readonly schedule: ScrapeSchedule) {}

  /** The series of this name and these labels, made when it is new. */
  obtain(name: string, labels: Labels, isCounter: boolean): ScrapedSeries {
    let metric = this.byName.get(name);
    if (metric === undefined) {
      metric = { byLabels: new Map(), series: [] };
      this.byName.set(name, metric);
    }
    let series = metric.byLabels.get(labels);
    if (series === undefined) {
      series = new ScrapedSeries(name, labels, isCounter, this.schedule);
      metric.byLabels.set(labels, series);
      metric.series.push(series);
    }
    return series;
  }

  /** Only what is new since the last time is looked at. */
  select(matchers: readonly Matcher[]): readonly Series[] {
    const key = JSON.stringify(
      matchers.map(({ label, operator, value }) => [label, operator, value]),
    );
    let selection = this.selections.get(key);
    if (selection === undefined) {
      selection = { found: [], parts: new Map() };
      // A handful of queries is asked again and again; anything beyond is not worth its memory.
      if (this.selections.size >= 100) {
        this.selections.clear();
      }
      this.selections.set(key, selection);
    }
    this.extend(selection, matchers);
    return selection.found;
  }

  names(): string[] {
    return [...this.byName.keys()].sort();
  }

  *ofName(name: string): Iterable<ScrapedSeries> {
    yield* this.byName.get(name)?.series ?? [];
  }

  size(): number {
    let total = 0;
    for (const { series } of this.byName.values()) {
      total += series.length;
    }
    return total;
  }

  private extend(selection: Selection, matchers: readonly Matcher[]): void {
    const onName = matchers.filter(({ label }) => label === "__name__");
    const onLabels = matchers
      .filter(({ label }) => label !== "__name__")
      .map(remembering);
    const found: ScrapedSeries[][] = [];
    let grown = false;
    for (const name of this.names()) {
      if (!onName.every((matcher) => matcher.matches(name))) {
        continue;
      }
      const part = selection.parts.get(name) ?? { found: [], seen: 0 };
      selection.parts.set(name, part);
      found.push(part.found);
      const { series } = this.byName.get(name) ?? { series: [] };
      for (; part.seen < series.length; part.seen += 1) {
        const one = series[part.seen];
        if (
          one !== undefined &&
          onLabels.every(({ label, matches }) =>
            matches(one.labels[label] ?? ""),
          )
        ) {
          part.found.push(one);
          grown = true;
        }
      }
    }
    if (grown) {
      selection.found = found.flat();
    }
  }
}

/** Few values of a label are asked about by many series. */
function remembering({
  label,
  matches,
}: Matcher): Pick<Matcher, "label" | "matches"> {
  const known = new Map<string, boolean>();
  return {
    label,
    matches: (value) => {
      let answer = known.get(value);
      if (answer === undefined) {
        answer = matches(value);
        known.set(value, answer);
      }
      return answer;
    },
  };
}
