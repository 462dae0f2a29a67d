import type { ClusterLabel } from "@/lib/config/prometheus-settings";
import type { Only } from "./promql-series";
import { matcher } from "./promql-text";

/** What every question asks only for, where one Prometheus holds several clusters. */
export function clusterMatchers(cluster: ClusterLabel | null): Only {
  return cluster === null ? [] : [matcher(cluster.label, "=", cluster.value)];
}
