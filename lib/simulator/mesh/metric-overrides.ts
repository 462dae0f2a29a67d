import { telemetriesOf } from "./telemetry-scope";
import type { LoggingView, Side } from "./telemetry-view";
import type { PodView } from "./view";

/** What a proxy exports of one metric; null = nothing. */
export interface MetricShape {
  readonly removedTags: ReadonlySet<string>;
}

/**
 * Whether and how a proxy counts a metric on one side of its work, as Telemetry resources say it (semantics
 * D4). A level that names other providers takes Prometheus away altogether.
 * Source: istio pilot/pkg/model/telemetry.go, mergeMetrics.
 */
export function metricShapeOf(
  logging: LoggingView,
  pod: Pick<PodView, "namespace" | "labels">,
  side: Side,
  metric: string,
): MetricShape | null {
  const rules = telemetriesOf(logging, pod).flatMap((it) => it.metrics);
  const inScope =
    rules.findLast(({ providers }) => providers.length > 0)?.providers ??
    logging.defaultMetrics;
  if (!inScope.includes(PROMETHEUS)) {
    return null;
  }
  let disabled = false;
  const removedTags = new Set<string>();
  let inherited = logging.defaultMetrics;
  for (const { providers, overrides } of rules) {
    inherited = providers.length > 0 ? providers : inherited;
    if (!inherited.includes(PROMETHEUS)) {
      continue;
    }
    for (const override of overrides) {
      const meant =
        (override.side === "both" || override.side === side) &&
        (override.metric === "ALL_METRICS" ||
          override.metric === SELECTORS[metric]);
      if (!meant) continue;
      disabled = override.disabled ?? disabled;
      for (const tag of override.removedTags) removedTags.add(tag);
    }
  }
  return disabled ? null : { removedTags };
}

/** Equal for two ends that are told the same. Cheap where no Telemetry speaks of metrics. */
export function shapeKeyOf(
  logging: LoggingView,
  client: PodView | null,
  server: PodView,
): string {
  const key = (pod: PodView, side: Side) =>
    telemetriesOf(logging, pod).some((it) => it.metrics.length > 0)
      ? Object.keys(SELECTORS)
          .map((metric) => {
            const shape = metricShapeOf(logging, pod, side, metric);
            return shape === null ? "off" : [...shape.removedTags].sort();
          })
          .join(";")
      : "";
  return `${client === null ? "" : key(client, "client")}|${key(server, "server")}`;
}

const PROMETHEUS = "prometheus";

/** What Telemetry resources call the metrics that Prometheus shows. */
const SELECTORS: Readonly<Record<string, string>> = {
  istio_requests_total: "REQUEST_COUNT",
  istio_tcp_connections_opened_total: "TCP_OPENED_CONNECTIONS",
  istio_tcp_connections_closed_total: "TCP_CLOSED_CONNECTIONS",
  istio_tcp_sent_bytes_total: "TCP_SENT_BYTES",
  istio_tcp_received_bytes_total: "TCP_RECEIVED_BYTES",
};
