/** Every way in which this question was answered wrongly before, asked of a Prometheus that holds just the trap. */
import { describe, expect, it } from "vitest";
import { edgeOfRow } from "./edge-row";
import { edgeCounts, plaintextActivity } from "./promql";
import { podsAndClock } from "./promql-pods";
import { ROW_LABEL, type Scope } from "./promql-series";
import {
  askRecorded,
  type RecordedSeries,
  type Recording,
  recorded,
  SCRAPE_S,
} from "./testing/recorded-series";

const WINDOW_S = 3_600;
const NOW_S = 6_000;
const SCRAPES = NOW_S / SCRAPE_S;
const FROM_SLEEP = {
  reporter: "destination",
  source_workload_namespace: "bar",
  source_workload: "sleep",
  source_principal: "unknown",
  destination_workload_namespace: "foo",
  destination_workload: "httpbin",
  destination_service: "httpbin.foo.svc.cluster.local",
  destination_service_namespace: "foo",
  destination_service_name: "httpbin",
  connection_security_policy: "none",
  response_flags: "-",
  namespace: "foo",
  pod: "httpbin-1",
};
type Labels = Readonly<Record<string, string>>;

/** A counter of what bar/sleep sent to foo/httpbin, but for the labels said. */
const counter = (metric: string, labels: Labels, recording: Recording) =>
  recorded(metric, { ...FROM_SLEEP, ...labels }, recording);
const requests = (labels: Labels, recording: Recording) =>
  counter("istio_requests_total", labels, recording);
const opened = (labels: Labels, recording: Recording) =>
  counter("istio_tcp_connections_opened_total", labels, recording);
const received = (labels: Labels, recording: Recording) =>
  counter("istio_tcp_received_bytes_total", labels, recording);
const failed = (labels: Labels, recording: Recording) =>
  counter("istio_tcp_connections_failed_total", labels, recording);

/** Scraped from the start, nothing counted until the window is half over. */
const grown = (to: number): Recording => ({
  values: Array.from({ length: SCRAPES }, (_, at) => (at < 280 ? 0 : to)),
});
/** First scraped half way through the window, at the value it kept. */
const born = (at: number): Recording => ({
  values: Array.from({ length: SCRAPES - 280 }, () => at),
  fromS: 280 * SCRAPE_S,
});

/** Edges as "unit security count", counts to a tenth. */
function counted(stored: readonly RecordedSeries[], scope?: Scope): string[] {
  return askRecorded(stored, edgeCounts(WINDOW_S, scope), NOW_S)
    .filter(({ metric }) => metric[ROW_LABEL] === undefined)
    .flatMap((row) => {
      const edge = edgeOfRow(row, { firstSeenS: null, lastSeenS: null });
      if (edge === null) return [];
      const { unit, security, count } = edge;
      return [`${unit} ${security} ${Math.round(count * 10) / 10}`];
    })
    .sort();
}

describe("units", () => {
  it("requests and connections of one caller stand side by side, and neither hides the other", () => {
    expect(counted([requests({}, born(3)), opened({}, born(2))])).toEqual([
      "connections plaintext 2",
      "requests plaintext 3",
    ]);
  });

  it("bytes are never added to connections", () => {
    expect(counted([opened({}, born(2)), received({}, born(9_000))])).toEqual([
      "connections plaintext 2",
    ]);
  });
});

describe("sums", () => {
  it("what two pods and two versions counted of one caller is summed, never overwritten", () => {
    expect(
      counted([
        requests({ source_version: "v1" }, born(3)),
        requests({ source_version: "v2" }, born(4)),
        requests({ source_version: "v2", pod: "httpbin-2" }, born(5)),
      ]),
    ).toEqual(["requests plaintext 12"]);
  });

  it("copies of one series count once, and the copy that saw more is right", () => {
    const copies = [
      requests({ prometheus_replica: "a" }, born(10)),
      requests({ prometheus_replica: "b" }, born(7)),
    ];
    const scope = { only: [], hasCopies: true };
    expect(counted(copies, scope)).toEqual(["requests plaintext 10"]);
  });

  it("several servers of one mesh are noticed", () => {
    const build = (replica: string) =>
      recorded(
        "istio_build",
        { component: "proxy", namespace: "foo", pod: "httpbin-1", replica },
        { values: Array.from({ length: SCRAPES }, () => 1) },
      );
    const rows = askRecorded(
      [build("a"), build("b")],
      podsAndClock(WINDOW_S),
      NOW_S,
    );
    expect(
      rows.filter(({ metric }) => metric[ROW_LABEL] === "copy"),
    ).toHaveLength(2);
  });
});

describe("what counts as plaintext", () => {
  it.each([
    ["none", "plaintext"],
    // ztunnel has no other word for plaintext (semantics D1).
    ["unknown", "plaintext"],
    ["", "no_statement"],
    ["mutual_tls", "mutual_tls"],
  ])("a server that says %j says %s", (policy, security) => {
    const labels = { connection_security_policy: policy };
    expect(
      counted([requests(labels, born(3)), opened(labels, born(2))]),
    ).toEqual([`connections ${security} 2`, `requests ${security} 3`]);
  });

  it.each(["none", "unknown"])("%j has its time", (policy) => {
    const rows = askRecorded(
      [requests({ connection_security_policy: policy }, born(3))],
      plaintextActivity(WINDOW_S),
      NOW_S,
    );
    expect(rows.map(({ metric }) => metric[ROW_LABEL])).toContain("active");
  });

  it("what a client's proxy reports says nothing of what arrived", () => {
    const labels = {
      reporter: "source",
      connection_security_policy: "unknown",
    };
    expect(
      counted([requests(labels, born(3)), opened(labels, born(2))]),
    ).toEqual([]);
  });

  it.each(["10.0.0.1:15020", "10.0.0.1:15021", "[fd00::1]:15090"])(
    "a call to the proxy's own %s is a scrape or a probe, and no caller",
    (destination_service) => {
      const labels = {
        destination_service,
        destination_service_name: "InboundPassthroughCluster",
      };
      expect(counted([requests(labels, born(3))])).toEqual([]);
      expect(
        askRecorded(
          [requests(labels, born(3))],
          plaintextActivity(WINDOW_S),
          NOW_S,
        ),
      ).toEqual([]);
    },
  );

  it("a call by address to a port of the application is a caller", () => {
    const labels = { destination_service: "10.0.0.1:8080" };
    expect(counted([requests(labels, born(3))])).toEqual([
      "requests plaintext 3",
    ]);
  });
});

describe("what is seldom, small or gone", () => {
  it.each(["none", "mutual_tls"])(
    "a caller that called once counts once (%s)",
    (policy) => {
      const labels = { connection_security_policy: policy };
      const [row] = counted([requests(labels, born(1))]);
      expect(row).toMatch(/ 1$/);
    },
  );

  it("a pod that is gone since half an hour keeps what it counted in the window", () => {
    const values = Array.from({ length: 280 }, (_, at) => Math.min(at, 200));
    const [row] = counted([requests({}, { values })]);
    const [, , count] = row?.split(" ") ?? [];
    // 160 scrapes in the window had passed when it stood still, each one call.
    expect(Number(count)).toBeGreaterThanOrEqual(39);
    expect(Number(count)).toBeLessThan(45);
  });

  it("what was counted before the window is none of it", () => {
    const values = Array.from({ length: SCRAPES }, () => 500);
    expect(counted([requests({}, { values })])).toEqual([]);
  });

  it("a restarted proxy loses nothing of what it had counted", () => {
    const values = Array.from({ length: SCRAPES }, (_, at) =>
      at < 200 ? 0 : at < 280 ? 40 : 2,
    );
    const [row] = counted([requests({}, { values })]);
    expect(row).toMatch(/^requests plaintext 42/);
  });

  it("however little was counted, it is there", () => {
    expect(counted([requests({}, grown(0.25))])).toEqual([
      "requests plaintext 0.3",
    ]);
  });

  it("one call a day is seen over thirty days, each of them", () => {
    const dayS = 86_400;
    const everyS = 300;
    const values = Array.from({ length: (31 * dayS) / everyS }, (_, at) =>
      Math.floor((at * everyS) / dayS + 0.5),
    );
    const rows = askRecorded(
      [requests({}, { values, everyS })],
      edgeCounts(30 * dayS),
      31 * dayS - everyS,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.value[1]).toBeCloseTo(30, 0);
  });

  it("a connection opened before the window, and used in it, is one", () => {
    const before = Array.from({ length: SCRAPES }, () => 4);
    expect(
      counted([opened({}, { values: before }), received({}, grown(700))]),
    ).toEqual(["connections plaintext 1"]);
  });
});

describe("what ztunnel refused, and counted as opened all the same (semantics D2)", () => {
  const byZtunnel = {
    connection_security_policy: "unknown",
    namespace: "istio-system",
    pod: "ztunnel-1",
  };
  const denied = (recording: Recording) =>
    failed({ ...byZtunnel, response_flags: "DENY" }, recording);

  it("has not arrived", () => {
    expect(counted([opened(byZtunnel, born(20)), denied(born(20))])).toEqual(
      [],
    );
  });

  it("has not arrived where one was scraped between its opening and its end", () => {
    expect(counted([opened(byZtunnel, born(20)), denied(born(19))])).toEqual(
      [],
    );
  });

  it("hides nothing of what was accepted on the same way without a byte", () => {
    const [row, more] = counted([
      opened(byZtunnel, born(1_200)),
      denied(born(1)),
    ]);
    expect(row).toMatch(/^connections plaintext 119\d/);
    expect(more).toBeUndefined();
  });

  it("hides nothing where bytes passed", () => {
    expect(
      counted([
        opened(byZtunnel, born(20)),
        denied(born(20)),
        received(byZtunnel, born(700)),
      ]),
    ).toEqual(["connections plaintext 20"]);
  });

  it("is not what failed for another reason", () => {
    const flags = { ...byZtunnel, response_flags: "CONNECT" };
    expect(
      counted([opened(byZtunnel, born(20)), failed(flags, born(20))]),
    ).toEqual(["connections plaintext 20"]);
  });

  it("is told apart as refused", () => {
    const rows = askRecorded(
      [opened(byZtunnel, born(20)), denied(born(20))],
      edgeCounts(WINDOW_S),
      NOW_S,
    );
    expect(
      rows.map(({ metric, value }) => [metric[ROW_LABEL], value[1]]),
    ).toEqual([["refused", 20]]);
  });
});
