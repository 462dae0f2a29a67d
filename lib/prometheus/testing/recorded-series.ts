import { envelopeSchema, type VectorRow } from "@/lib/prometheus/envelope";
import { queryInstant } from "@/lib/simulator/prometheus/query";
import type { Matcher } from "@/lib/simulator/promql/expression";
import { makeLabels } from "@/lib/simulator/promql/labels";
import { listedWindow, type Series } from "@/lib/simulator/promql/series";

/** Seconds between two scrapes of recorded series. */
export const SCRAPE_S = 15;

export type RecordedSeries = Series;

export interface Recording {
  readonly values: readonly number[];
  /** Unix seconds of the first; 0 unless said otherwise. */
  readonly fromS?: number;
  readonly everyS?: number;
}

/** A series as Prometheus would have stored it, scraped every SCRAPE_S seconds unless said otherwise. */
export function recorded(
  name: string,
  labels: Readonly<Record<string, string>>,
  { values, fromS = 0, everyS = SCRAPE_S }: Recording,
): Series {
  const samples = values.map((value, at) => ({
    timeMs: (fromS + at * everyS) * 1_000,
    value,
  }));
  const within = (startMs: number, endMs: number) =>
    samples.filter(({ timeMs }) => timeMs > startMs && timeMs <= endMs);
  return {
    name,
    labels: makeLabels(Object.entries(labels)),
    newest: (startMs, endMs) => within(startMs, endMs).at(-1) ?? null,
    lastValue: (startMs, endMs) => within(startMs, endMs).at(-1)?.value ?? null,
    window: (startMs, endMs) => listedWindow(within(startMs, endMs)),
  };
}

/** What a Prometheus that holds just these series answers. @throws where the question is no PromQL */
export function askRecorded(
  stored: readonly Series[],
  question: string,
  atS: number,
): VectorRow[] {
  const source = {
    select: (matchers: readonly Matcher[]) =>
      stored.filter(({ name, labels }) =>
        matchers.every((matcher) =>
          matcher.matches(
            matcher.label === "__name__" ? name : (labels[matcher.label] ?? ""),
          ),
        ),
      ),
  };
  const options = { source, defaultStepMs: SCRAPE_S * 1_000 };
  const answer = envelopeSchema.parse({
    status: "success",
    data: queryInstant(options, question, atS * 1_000),
  });
  if (answer.status === "error" || answer.data.resultType !== "vector") {
    throw new Error("the answer is no vector");
  }
  return answer.data.result;
}
