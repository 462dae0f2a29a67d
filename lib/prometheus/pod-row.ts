import { podGroup } from "@/lib/mesh/traffic/pod-group";
import type { ScrapeGap, Telemetry } from "@/lib/mesh/traffic/traffic";
import { scrapedIn } from "./edge-row";
import type { VectorRow } from "./envelope";
import { instantOf } from "./instant";
import { CLUSTER_LABEL, GROUP_LABEL, POD_LABELS } from "./promql-pods";
import { ROW_LABEL } from "./promql-series";
import { holdsStep, maskStepS, stepEnds } from "./step-mask";

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
  /** By `podGroup`, of pods that are scraped now. */
  readonly scrapeGaps: ReadonlyMap<string, ScrapeGap>;
  readonly knownBefore: Telemetry["knownBefore"];
  /** Several servers scrape the same proxies, and what each saw is at hand. */
  readonly hasCopies: boolean;
  /** Values of the label `cluster`; "" among them where some proxies lack it. */
  readonly clusters: readonly string[];
}

export function readPodRows(
  rows: readonly VectorRow[],
  windowS: number,
): PodsAndClock {
  const of = (row: string) =>
    rows.filter(({ metric }) => metric[ROW_LABEL] === row);
  const names = of("pod").map(({ metric }) => podName(metric));
  const pods = names.filter((name) => name !== null);
  const nowS = instantOf(of("clock")[0]?.value[1]);
  return {
    nowS,
    reportingPods: new Set(pods.map((pod) => pod.join("/"))),
    namelessPods: names.length - pods.length,
    coversWindow: of("before").length > 0,
    scrapeGaps: gapsOf(pods, of("scraped"), nowS ?? 0, windowS),
    knownBefore: knownIn(of("known")),
    hasCopies: of("copy").length > 1,
    clusters: of("cluster")
      .map(({ metric }) => metric[CLUSTER_LABEL] ?? "")
      .sort(),
  };
}

function knownIn(rows: readonly VectorRow[]): PodsAndClock["knownBefore"] {
  const known = new Map<string, (readonly string[])[]>();
  for (const { metric } of rows) {
    const workload = `${metric.destination_workload_namespace ?? ""}/${metric.destination_workload ?? ""}`;
    const tellers = known.get(workload) ?? [];
    tellers.push(scrapedIn(metric));
    known.set(workload, tellers);
  }
  return known;
}

function podName(metric: VectorRow["metric"]): [string, string] | null {
  for (const [namespaceLabel, podLabel] of POD_LABELS) {
    const namespace = metric[namespaceLabel];
    const pod = metric[podLabel];
    if (namespace && pod) return [namespace, pod];
  }
  return null;
}

function gapsOf(
  pods: readonly (readonly [string, string])[],
  scraped: readonly VectorRow[],
  nowS: number,
  windowS: number,
): ReadonlyMap<string, ScrapeGap> {
  const ends = stepEnds(nowS, windowS);
  const stepsOf = new Map<string, boolean[]>();
  for (const { metric, value } of scraped) {
    const namespace = metric.namespace || metric.kubernetes_namespace || "";
    const group = `${namespace}/${metric[GROUP_LABEL] ?? ""}`;
    const before = stepsOf.get(group);
    const steps = ends.map(
      (endS, at) => before?.[at] === true || holdsStep(value[1], endS, windowS),
    );
    stepsOf.set(group, steps);
  }
  const gaps = new Map<string, ScrapeGap>();
  for (const [namespace, pod] of pods) {
    const group = podGroup(namespace, pod);
    const gap = gapIn(stepsOf.get(group) ?? ends.map(() => false), windowS);
    if (gap !== null) gaps.set(group, gap);
  }
  return gaps;
}

function gapIn(steps: readonly boolean[], windowS: number): ScrapeGap | null {
  const stepS = maskStepS(windowS);
  const first = steps.indexOf(true);
  if (first === -1) return { beforeFirstS: windowS, longestS: 0 };
  let longest = 0;
  let run = 0;
  for (const present of steps.slice(first)) {
    run = present ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return first + longest === 0
    ? null
    : {
        beforeFirstS: Math.min(first * stepS, windowS),
        longestS: longest * stepS,
      };
}
