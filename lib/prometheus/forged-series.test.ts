/** Any pod may expose series in the name of another workload; whose scrape it was, the questions keep. */
import { expect, it } from "vitest";
import { edgeOfRow, tellingOf } from "./edge-row";
import { edgeCounts } from "./promql";
import { meshRequests } from "./promql-mesh-trend";
import { ALL_SERIES, ROW_LABEL } from "./promql-series";
import { trafficTrend } from "./promql-trend";
import {
  askRecorded,
  type Recording,
  recorded,
  SCRAPE_S,
} from "./testing/recorded-series";

const WINDOW_S = 3_600;
const NOW_S = 6_000;
const SCRAPES = NOW_S / SCRAPE_S;

/** What a pod of this namespace says that bar/sleep sent to foo/httpbin in mutual TLS; "" = the scrape names none. */
const inNamespace = (namespace: string, recording: Recording) =>
  recorded(
    "istio_requests_total",
    {
      reporter: "destination",
      source_workload_namespace: "bar",
      source_workload: "sleep",
      destination_workload_namespace: "foo",
      destination_workload: "httpbin",
      destination_service: "httpbin.foo.svc.cluster.local",
      connection_security_policy: "mutual_tls",
      namespace,
    },
    recording,
  );
const born = (at: number): Recording => ({
  values: Array.from({ length: SCRAPES - 280 }, () => at),
  fromS: 280 * SCRAPE_S,
});

it("what a pod of another namespace exposes in the name of foo/httpbin stays apart, under the scrape's own words", () => {
  const rows = askRecorded(
    [
      inNamespace("foo", born(3)),
      inNamespace("evil", born(4)),
      inNamespace("", born(5)),
    ],
    edgeCounts(WINDOW_S),
    NOW_S,
  );
  const edges = rows.flatMap(
    (row) => edgeOfRow(row, { firstSeenS: null, lastSeenS: null }) ?? [],
  );
  expect(edges.map(({ scrapedIn, count }) => [scrapedIn, count])).toEqual([
    [["foo"], 3],
    [["evil"], 4],
    [[], 5],
  ]);
});

it.each([
  [
    "a service",
    trafficTrend(
      { namespace: "foo", workloads: ["httpbin"], caller: null },
      60,
    ),
  ],
  ["the mesh", meshRequests(60, ALL_SERIES)],
])("and so it does in the course of the traffic of %s", (_, question) => {
  const values = Array.from({ length: SCRAPES }, (__, at) => at);
  const rows = askRecorded(
    [
      inNamespace("foo", { values }),
      inNamespace("evil", { values }),
      inNamespace("", { values }),
    ],
    question,
    NOW_S,
  ).filter(({ metric }) =>
    ["grown", "newest"].includes(metric[ROW_LABEL] ?? ""),
  );
  expect(rows.map(({ metric }) => tellingOf(metric, "foo").scrapedIn)).toEqual([
    ["foo"],
    ["evil"],
    [],
  ]);
});
