/** Who was scraped, and when: the ground on which the counts stand. */
import {
  POD_GROUP_REPLACEMENT,
  POD_NAME_PATTERN,
} from "@/lib/mesh/traffic/pod-group";
import {
  CONNECTIONS,
  inRow,
  type Only,
  proxies,
  REPLICA_LABELS,
  received,
  SCRAPE_NAMESPACE_LABELS,
} from "./promql-series";
import { either } from "./promql-text";
import { maskStepS, stepMask } from "./step-mask";

/** Under which names scrape configurations put a pod's namespace and name, newest habit first. */
export const POD_LABELS = [
  ["namespace", "pod"],
  ["kubernetes_namespace", "kubernetes_pod_name"],
  ["namespace", "pod_name"],
] as const;

/** Label with the group of a pod's name, see `podGroup`. */
export const GROUP_LABEL = "lockstep_group";

/** Label in which the proxies of several clusters differ where one Prometheus holds them all. */
export const CLUSTER_LABEL = "cluster";

/**
 * - Rows "pod": proxies scraped now, with what a range function needs: two samples, or a birth within
 *   the window.
 * - Row "clock": Prometheus' own time.
 * - Row "before": how many proxies were scraped at the window's start; absent when Prometheus remembers
 *   less than the window.
 * - Rows "cluster": proxies by cluster.
 * - Rows "copy": by whom proxies were scraped; more than one = several servers scrape the same.
 * - Rows "scraped": step masks of when any proxy of a group of pods was scraped.
 * - Rows "known": workloads to which connections had been counted already when the window began, and by
 *   whom. ztunnel counts for pods that come and go behind it, of whose own lives no series tells.
 * @param windowS whole seconds
 * @param only further matchers on every series
 */
export function podsAndClock(windowS: number, only: Only = []): string {
  const those = proxies(only);
  const before = `last_over_time(${those}[10m] offset ${windowS}s)`;
  const enough = `${those} and count_over_time(${those}[${windowS}s]) >= 2`;
  const pods = `count by (${[...new Set(POD_LABELS.flat())].join(", ")}) (${either(enough, `${those} unless ${before}`)})`;
  return either(
    inRow("pod", pods),
    clock(),
    inRow("before", `count(${before})`),
    inRow(
      "copy",
      `group by (${REPLICA_LABELS.join(", ")}) (count_over_time(${those}[${windowS}s]))`,
    ),
    inRow("cluster", `count by (${CLUSTER_LABEL}) (${those})`),
    inRow("scraped", stepMask(groups(those, presenceReachS(windowS)), windowS)),
    inRow("known", knownBefore(windowS, only)),
  );
}

/** Row "clock": Prometheus' own time, Unix seconds. */
export function clock(): string {
  return inRow("clock", "vector(time())");
}

/**
 * How long a proxy counts as scraped after its last sample: a step, but not under five minutes where the
 * window is long enough, because some are scraped every few minutes only.
 */
function presenceReachS(windowS: number): number {
  const slowest = Math.min(300, Math.floor(windowS / 5));
  return Math.max(120, maskStepS(windowS), slowest);
}

function groups(those: string, reachS: number): string {
  const names = [...new Set(POD_LABELS.map(([, name]) => name))].reverse();
  const named = names.reduce(
    (vector, name) =>
      `label_replace(${vector}, "${GROUP_LABEL}", "${POD_GROUP_REPLACEMENT}", "${name}", "${POD_NAME_PATTERN}")`,
    `last_over_time(${those}[${reachS}s])`,
  );
  const namespaces = new Set(POD_LABELS.map(([namespace]) => namespace));
  return `group by (${[...namespaces].join(", ")}, ${GROUP_LABEL}) (${named})`;
}

const KNOWN_LABELS = [
  ...SCRAPE_NAMESPACE_LABELS,
  "destination_workload_namespace",
  "destination_workload",
];

function knownBefore(windowS: number, only: Only): string {
  const those = received(CONNECTIONS, ...only);
  return `group by (${KNOWN_LABELS.join(", ")}) (last_over_time(${those}[10m] offset ${windowS}s))`;
}
