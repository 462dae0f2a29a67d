/** History for a Prometheus that has not started yet, in OpenMetrics, and what was made of it. */
import type { GoodReading } from "./read-real-telemetry";

/** When the first and the last sample is, and how far they are apart. */
export interface Recording {
  readonly firstS: number;
  readonly nowS: number;
  readonly scrapeS: number;
}

/** The requests of a workload to foo/httpbin. */
export function request(
  workload: string,
  policy: "none" | "mutual_tls" = "none",
  more = "",
): string {
  return `istio_requests_total{reporter="destination",source_workload="${workload}",destination_workload="httpbin",destination_workload_namespace="foo",connection_security_policy="${policy}"${more}}`;
}

/** The lines of one series; null = it was not there to be scraped. */
export function samples(
  { firstS, nowS, scrapeS }: Recording,
  series: string,
  valueAt: (timeS: number) => number | null,
): string[] {
  const lines: string[] = [];
  for (let timeS = firstS; timeS <= nowS; timeS += scrapeS) {
    const value = valueAt(timeS);
    if (value !== null) lines.push(`${series} ${value} ${timeS}`);
  }
  return lines;
}

/** The one edge of a caller. Throws where there are more or none. */
export function edgeOf({ telemetry }: GoodReading, workload: string) {
  const edges = telemetry.edges.filter(
    ({ source }) => source.workload === workload,
  );
  const [edge] = edges;
  if (edge === undefined || edges.length !== 1) {
    throw new Error(`expected one edge, found ${JSON.stringify(edges)}`);
  }
  return edge;
}
