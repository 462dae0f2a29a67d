import { describe, expect, it, vi } from "vitest";
import type { InboundCall } from "@/lib/access-log/inbound-call";
import { readAccessLog } from "@/lib/access-log/read-access-log";
import type { StoredObject } from "@/lib/simulator/store";
import { ipOf, TestWorld } from "./test-world";

vi.setConfig({ testTimeout: 30_000 });

type Formats = NonNullable<Parameters<typeof readAccessLog>[2]>;

function read(
  it: TestWorld,
  pod: StoredObject,
  sinceMs: number,
  formats?: Formats,
) {
  return readAccessLog(it.log(pod, sinceMs), new Set([ipOf(pod)]), formats);
}

function count(
  calls: readonly InboundCall[],
  by: (call: InboundCall) => string,
) {
  const counts: Record<string, number> = {};
  for (const call of calls) {
    counts[by(call)] = (counts[by(call)] ?? 0) + 1;
  }
  return counts;
}

const customText =
  "%START_TIME% %DOWNSTREAM_DIRECT_REMOTE_ADDRESS% -> %DOWNSTREAM_LOCAL_ADDRESS% %UPSTREAM_CLUSTER% [%DOWNSTREAM_TLS_VERSION%] [%DOWNSTREAM_PEER_URI_SAN%] %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS%";
const customJson = {
  when: "%START_TIME%",
  who: "%DOWNSTREAM_REMOTE_ADDRESS%",
  where: "%DOWNSTREAM_LOCAL_ADDRESS%",
  cluster: "%UPSTREAM_CLUSTER%",
  name: "%REQUESTED_SERVER_NAME%",
  code: "%RESPONSE_CODE%",
  flags: "%RESPONSE_FLAGS%",
  details: "%RESPONSE_CODE_DETAILS%",
};

const formats: readonly (readonly [string, readonly string[], Formats])[] = [
  ["Istio's text", [], []],
  ["Istio's JSON", ["accessLogEncoding: JSON"], []],
  [
    "a text format of one's own",
    [`accessLogFormat: ${JSON.stringify(customText)}`],
    [{ text: customText, json: null }],
  ],
  [
    "a JSON format of one's own",
    [
      "accessLogEncoding: JSON",
      `accessLogFormat: ${JSON.stringify(JSON.stringify(customJson))}`,
    ],
    [{ text: null, json: customJson }],
  ],
];

describe.each(formats)("written as %s", (_, config, format) => {
  it("tells every caller of the migration task by its address, as often as it was counted", () => {
    const it = new TestWorld("migration");
    it.configure(...config);
    const sinceMs = it.pass(10);
    for (const namespace of ["foo", "bar"]) {
      const httpbin = it.pod(namespace, "httpbin");
      const { calls, notUnderstood } = read(it, httpbin, sinceMs, format);
      expect(notUnderstood).toBe(0);
      expect(
        new Set(calls.map((call) => `${call.localPort} ${call.transport}`)),
      ).toEqual(new Set(["8080 plaintext"]));
      const counted = (source_workload_namespace: string) =>
        it.grown(
          "istio_requests_total",
          {
            reporter: "destination",
            destination_workload_namespace: namespace,
            source_workload_namespace,
          },
          sinceMs,
        );
      expect(count(calls, ({ peer }) => peer?.ip ?? "")).toEqual({
        [ipOf(it.pod("foo", "sleep"))]: counted("foo"),
        [ipOf(it.pod("bar", "sleep"))]: counted("bar"),
        [ipOf(it.pod("legacy", "sleep"))]: counted("unknown"),
      });
      expect(counted("unknown")).toBeGreaterThan(500);
    }
  });

  it("agrees with the counters of every sidecar of the shop, for each kind of transport", () => {
    const it = new TestWorld("shop");
    it.configure("accessLogFile: /dev/stdout", ...config);
    const sinceMs = it.pass(1);
    let refused = 0;
    for (const pod of it.store.list("Pod")) {
      const reading = read(it, pod, sinceMs, format);
      const { name, namespace = "" } = pod.metadata;
      expect(reading.notUnderstood, name).toBe(0);
      const accepted = reading.calls.filter((call) => call.refused === null);
      refused += reading.calls.length - accepted.length;
      if (namespace === "analytics") continue;
      const counted = (connection_security_policy: string) =>
        ["istio_requests_total", "istio_tcp_connections_opened_total"].reduce(
          (sum, metric) =>
            sum +
            it.grown(
              metric,
              {
                reporter: "destination",
                pod: name,
                connection_security_policy,
              },
              sinceMs,
            ),
          0,
        );
      expect(
        // Only a format with identities proves what the others claim.
        count(accepted, ({ transport }) =>
          transport === "claims_mutual_tls" ? "mutual_tls" : transport,
        ),
        name,
      ).toEqual(
        Object.fromEntries(
          [
            ["mutual_tls", counted("mutual_tls")] as const,
            ["plaintext", counted("none")] as const,
          ].filter(([, calls]) => calls > 0),
        ),
      );
    }
    expect(refused).toBeGreaterThan(0);
  });
});

describe("refused plaintext", () => {
  it("is logged by the listener of a STRICT port, and by nobody else", () => {
    const it = new TestWorld("migration");
    const openMs = it.pass(5);
    const [httpbin, sleep] = [it.pod("foo", "httpbin"), it.pod("foo", "sleep")];
    const other = it.pod("bar", "httpbin");
    expect(it.log(httpbin, openMs)).not.toContain(" NR ");
    it.store.seed({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "default", namespace: "foo" },
      spec: { mtls: { mode: "STRICT" } },
    });
    const lockedMs = it.pass(5);
    const { calls, notUnderstood } = read(it, httpbin, lockedMs);
    expect(notUnderstood).toBe(0);
    expect(
      count(
        calls,
        (call) => `${call.refused} ${call.transport} ${call.peer?.ip}`,
      ),
    ).toEqual(
      Object.fromEntries(
        ["foo", "bar", "legacy"].map((namespace) => [
          `no-filter-chain plaintext ${ipOf(it.pod(namespace, "sleep"))}`,
          expect.any(Number),
        ]),
      ),
    );
    const [line = ""] = it.log(httpbin, lockedMs).split("\n");
    expect(line.slice(line.indexOf("]"))).toMatch(
      /^\] "- - -" 0 NR filter_chain_not_found - "-" 0 0 0 - "-" "-" "-" "-" "-" - - 10\.244\.\d+\.\d+:8080 10\.244\.\d+\.\d+:\d+ - -$/,
    );
    expect(it.log(other, lockedMs)).not.toContain(" NR ");
    const failed = it
      .log(sleep, lockedMs)
      .split("\n")
      .filter((text) => text.includes(" 503 UC "));
    expect(failed.length).toBe(
      it.grown(
        "istio_requests_total",
        {
          reporter: "source",
          source_workload_namespace: "foo",
          destination_service_namespace: "foo",
          response_code: "503",
          response_flags: "UC",
        },
        lockedMs,
      ),
    );
    expect(failed.length).toBeGreaterThan(200);
  });
});

describe("a log", () => {
  it("is the same for the same seed, and another for another", () => {
    const [one, two, other] = [7, 7, 8].map((seed) => {
      const it = new TestWorld("migration", seed);
      it.pass(2);
      return it.log(it.pod("foo", "httpbin"), null, 50);
    });
    expect(one).toBe(two);
    expect(one).not.toBe(other);
  });

  it("ends with the newest line, wherever one starts to read", () => {
    const it = new TestWorld("migration");
    const sinceMs = it.pass(30);
    const httpbin = it.pod("foo", "httpbin");
    const whole = it.log(httpbin, sinceMs).split("\n").slice(0, -1);
    expect(whole.length).toBeGreaterThan(5_000);
    const tail = (lines: number | null, ms: number | null) =>
      it.log(httpbin, ms, lines).split("\n").slice(0, -1);
    expect(tail(100, null)).toEqual(whole.slice(-100));
    expect(tail(0, null)).toEqual([]);
    const late = tail(null, it.clock.nowMs() - 60_000);
    expect(whole.slice(-late.length)).toEqual(late);
    expect(late.length).toBeLessThan(whole.length / 20);
    expect(late.length).toBeGreaterThan(150);
    const times = whole
      .filter((text) => text.startsWith("["))
      .map((text) => text.slice(1, 25));
    expect([...times].sort()).toEqual(times);
    const [first = "", last = ""] = [times.at(0), times.at(-1)];
    expect(Math.abs(Date.parse(first) - sinceMs)).toBeLessThan(2_000);
    expect(it.clock.nowMs() - Date.parse(last)).toBeGreaterThanOrEqual(0);
    expect(it.clock.nowMs() - Date.parse(last)).toBeLessThan(2_000);
  });

  it("has the proxy's own words at its start, and its own calls in it", () => {
    const it = new TestWorld("migration");
    it.store.seed({
      ...it.pod("foo", "sleep"),
      metadata: {
        name: "young",
        namespace: "foo",
        uid: "young",
        creationTimestamp: new Date(it.clock.nowMs()).toISOString(),
        labels: it.pod("foo", "sleep").metadata.labels ?? {},
        ownerReferences: it.pod("foo", "sleep").metadata.ownerReferences ?? [],
      },
    });
    it.pass(1);
    const young = it.store.get("Pod", "foo", "young") ?? it.pod("foo", "sleep");
    const text = it.log(young);
    expect(text).toContain("Envoy proxy is ready\n");
    const reading = readAccessLog(text, new Set([ipOf(young)]));
    expect(reading.otherLines).toBe(4);
    expect(reading.calls).toEqual([]);
    expect(reading.notInbound).toBeGreaterThan(100);
    expect(text).toContain("outbound|8000||httpbin.bar.svc.cluster.local");
  });
});
