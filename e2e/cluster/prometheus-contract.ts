import { clusterMatchers } from "@/lib/prometheus/cluster-matchers";
import { edgeCounts, plaintextActivity } from "@/lib/prometheus/promql";
import {
  copies,
  meshConnections,
  meshRequests,
} from "@/lib/prometheus/promql-mesh-trend";
import { podsAndClock } from "@/lib/prometheus/promql-pods";
import {
  ALL_SERIES,
  STEP_SLACK,
  sumByEdge,
  unlessRefused,
} from "@/lib/prometheus/promql-series";
import { matcher } from "@/lib/prometheus/promql-text";
import { trafficTrend } from "@/lib/prometheus/promql-trend";

const CATALOG_SHARD = [
  matcher("destination_workload_namespace", "=~", "catalog|search"),
];
const REST_SHARD = [
  matcher("destination_workload_namespace", "!~", "catalog|search"),
];
const ABSENT_CLUSTER = clusterMatchers({ label: "cluster", value: "east" });
const COPIED = { only: [], hasCopies: true };
const CATALOG = { namespace: "catalog", workloads: ["products", "prices"] };

/**
 * Queries that a real Prometheus and the simulated one must answer alike when both hold the same
 * samples: everything Lockstep asks, and every part of the language the simulator claims to know.
 * @param windowS whole seconds that both have recorded
 */
export function contractQueries(windowS: number): readonly string[] {
  const w = `${windowS}s`;
  const half = `${Math.floor(windowS / 2)}s`;
  const requests = 'istio_requests_total{reporter="destination"}';
  return [
    edgeCounts(windowS),
    edgeCounts(windowS, { only: CATALOG_SHARD, hasCopies: false }),
    edgeCounts(windowS, { only: REST_SHARD, hasCopies: true }),
    plaintextActivity(windowS),
    podsAndClock(windowS),
    podsAndClock(windowS, ABSENT_CLUSTER),
    trafficTrend({ ...CATALOG, caller: null }, 5),
    trafficTrend(
      { ...CATALOG, caller: { namespace: "web", workload: "storefront" } },
      5,
    ),
    trafficTrend(
      { ...CATALOG, caller: { namespace: null, workload: null } },
      5,
    ),
    meshRequests(5, ALL_SERIES),
    meshRequests(5, COPIED),
    meshConnections(5, ALL_SERIES),
    meshConnections(5, COPIED),
    copies(windowS, []),
    // Nobody is refused in this world, so others stand for them: all of an edge, and a part of some.
    unlessRefused({
      opened: sumByEdge(requests, ALL_SERIES),
      denied: sumByEdge(
        'istio_requests_total{reporter="destination",connection_security_policy="none"}',
        ALL_SERIES,
      ),
      bytes: [
        sumByEdge(
          'istio_requests_total{destination_workload_namespace="catalog"}',
          ALL_SERIES,
        ),
      ],
      slack: STEP_SLACK,
    }),
    "istio_requests_total",
    'count(istio_requests_total{connection_security_policy!="mutual_tls"})',
    'istio_requests_total{source_workload=~"st.*t",destination_workload_namespace!~"se.+h"}',
    '{__name__=~"istio_.+_total",reporter="source"}',
    'istio_requests_total{no_such_label=""}',
    'istio_requests_total{no_such_label!=""}',
    "no_such_metric",
    `increase(${requests}[${w}])`,
    `rate(${requests}[${w}])`,
    `increase(${requests}[${half}])`,
    `increase(${requests}[${half}] offset 3s)`,
    `irate(${requests}[${w}])`,
    `delta(${requests}[${w}])`,
    `idelta(${requests}[${w}])`,
    `changes(${requests}[${w}])`,
    `resets(${requests}[${w}])`,
    `max_over_time(${requests}[${w}])`,
    `min_over_time(${requests}[${w}])`,
    `avg_over_time(${requests}[${half}])`,
    `sum_over_time(${requests}[${half}])`,
    `count_over_time(${requests}[${half}])`,
    `last_over_time(${requests}[${half}] offset 4s)`,
    `present_over_time(${requests}[${half}])`,
    `timestamp(${requests})`,
    `timestamp(${requests} > 0)`,
    "time()",
    "vector(time()) - 1",
    "-istio_build",
    "1 + 2 * 3 ^ 2 ^ 0.5 - -1 ^ 2 % 5",
    "1 > bool 2",
    "scalar(count(istio_build)) / 3",
    "absent(no_such_metric)",
    'absent(istio_build{component="proxy"})',
    'sum by (source_workload_namespace) (istio_requests_total{reporter="source"})',
    "sum without (pod, instance, app, namespace, job) (istio_requests_total)",
    "sum(istio_requests_total) by (reporter)",
    "count by (reporter, destination_workload_namespace) (istio_requests_total)",
    "max by (reporter) (istio_requests_total)",
    "min by (reporter) (istio_requests_total)",
    "avg by (reporter) (istio_requests_total)",
    "group by (reporter) (istio_requests_total)",
    // No ties: Prometheus keeps any of equals.
    "topk(2, count by (connection_security_policy) (istio_requests_total))",
    "bottomk(1, count by (connection_security_policy) (istio_requests_total))",
    `increase(${requests}[${w}]) > 5`,
    `increase(${requests}[${w}]) > bool 5`,
    `${requests} and on (pod) istio_build`,
    `${requests} unless on (source_workload_namespace) ${requests.replace("}", ',source_workload_namespace="web"}')}`,
    `istio_build or on (pod) ${requests}`,
    `sum by (pod) (rate(${requests}[${w}])) / on (pod) group_left (tag) istio_build`,
    `sum by (pod) (rate(${requests}[${w}])) * ignoring (component) group_right () sum by (pod, component) (istio_build)`,
    `sum by (pod) (${requests}) == sum by (pod) (${requests})`,
    'label_replace(istio_build, "where", "$1-x", "namespace", "(.)o.*")',
    'label_replace(istio_build, "unit", "requests", "", "")',
    // Steps of a subquery fall on samples; half a second keeps the samples off the window's edge.
    `max_over_time(sum by (reporter) (rate(istio_requests_total[5500ms]))[${half}:2s])`,
    `sum_over_time((istio_build + 1)[${half}:3s])`,
    `increase(istio_requests_total[5s]) + increase(istio_requests_total[7s])`,
    `istio_requests_total - istio_requests_total offset 5s`,
    "round(avg(istio_requests_total), 0.5)",
    "clamp_max(istio_requests_total, 3)",
    "clamp_min(istio_requests_total, 3)",
    "sort(istio_build)",
    "abs(-floor(istio_build / 2 + ceil(istio_build)))",
  ];
}

/** Texts that both must refuse, with the same error type. */
export const refusedQueries: readonly string[] = [
  "",
  "sum(",
  "rate(istio_requests_total)",
  "istio_requests_total[5m]) + 1",
  "1 == 1",
  "{}",
  '{a=""}',
  "istio_build and 1",
  "sum(istio_requests_total[5m])",
  'istio_build{namespace=~"("}',
  "istio_requests_total + on (reporter) istio_requests_total",
];
