import type { VectorRow } from "./envelope";
import { instantOf } from "./instant";
import { POD_LABELS, ROW_LABEL } from "./promql";

/** What one answer to `podsAndClock` says. */
export interface PodsAndClock {
  /** Unix seconds; null when Prometheus did not say, or named no time, which no real one does. */
  readonly nowS: number | null;
  /** "namespace/pod" */
  readonly reportingPods: ReadonlySet<string>;
  /** Proxies that were scraped, but under labels that name no pod. */
  readonly namelessPods: number;
  /** false = Prometheus has no proxy at the window's start: it may remember less than the window. */
  readonly coversWindow: boolean;
}

export function readPodRows(rows: readonly VectorRow[]): PodsAndClock {
  const pods = rows.filter(({ metric }) => metric[ROW_LABEL] === "pod");
  const names = pods.map(({ metric }) => podName(metric));
  const clock = rows.find(({ metric }) => metric[ROW_LABEL] === "clock");
  return {
    nowS: instantOf(clock?.value[1]),
    reportingPods: new Set(names.filter((name) => name !== null)),
    namelessPods: names.filter((name) => name === null).length,
    coversWindow: rows.some(({ metric }) => metric[ROW_LABEL] === "before"),
  };
}

function podName(metric: VectorRow["metric"]): string | null {
  for (const [namespaceLabel, podLabel] of POD_LABELS) {
    const namespace = metric[namespaceLabel];
    const pod = metric[podLabel];
    if (namespace && pod) return `${namespace}/${pod}`;
  }
  return null;
}
