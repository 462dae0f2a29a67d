import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aTelemetry,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow, readable } from "@/lib/mesh/testing/only-row";

describe("what could not be read is never ready", () => {
  const mutual = aTelemetry(
    [anEdge("bar/sleep", "foo/httpbin")],
    ["foo/httpbin-1"],
  );

  test.each([
    ["mesh-config-unknown", { meshConfig: false }],
    ["policies-unreadable", { policies: () => false }],
    ["pods-unreadable", { pods: () => false }],
    ["rules-unreadable", { destinationRules: () => false }],
  ])("%s", (code, unreadable) => {
    const { rows } = buildMatrix(
      resolveMesh(indexMesh(anInventory(httpbin))),
      mutual,
      {
        ...readable,
        ...unreadable,
      },
    );
    expect(rows[0]?.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code }],
    });
    expect(rows[0]?.actions).not.toContain("require-mutual-tls");
  });

  test("a Prometheus that answered with warnings", () => {
    const row = onlyRow(httpbin, { ...mutual, complete: false });
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "partial-answer" }],
    });
  });

  test("a Prometheus that no longer answers is not one that answers in part", () => {
    const row = onlyRow(httpbin, { ...mutual, outdated: true });
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "no-answer" }],
    });
  });

  test("proxies that have not run for the whole window", () => {
    const createdAt = new Date(mutual.evaluatedAtS * 1000 - 60_000);
    const row = onlyRow(
      {
        ...httpbin,
        pods: [aPod("foo/httpbin-1", { createdAt: createdAt.toISOString() })],
      },
      {
        ...mutual,
        scrapeGaps: new Map([
          ["foo/httpbin-1", { beforeFirstS: 3_500, longestS: 0 }],
        ]),
      },
    );
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "proxies-younger-than-window" }],
    });
  });
});

describe("clients that nobody saw calling", () => {
  const mutual = aTelemetry(
    [anEdge("bar/sleep", "foo/httpbin")],
    ["foo/httpbin-1"],
  );
  const plain = aTrafficPolicy("DISABLE");
  const pods = [...httpbin.pods, aPod("bar/sleep-1"), aPod("baz/batch-1")];
  const host = "httpbin.foo.svc.cluster.local";

  test.each([
    [
      "a broad rule of another namespace",
      aRule("baz/all", { host: "*.local", trafficPolicy: plain }),
    ],
    [
      "a rule for some clients only",
      aRule("baz/some", {
        host,
        workloadSelector: { app: "batch" },
        trafficPolicy: plain,
      }),
    ],
    [
      "a subset with settings of its own",
      aRule("foo/subset", {
        host,
        subsets: [{ name: "v1", labels: {}, trafficPolicy: plain }],
      }),
    ],
  ])("block through %s", (_, rule) => {
    const row = onlyRow({ ...httpbin, pods, destinationRules: [rule] }, mutual);
    expect(row.verdict.state).toBe("BLOCKED");
    expect(row.verdict.reasons[0]?.code).toBe("destination-rule-not-mutual");
  });

  test("block where one pod lacks the label by which clients know its proxy", () => {
    const unlabelled = aPod("foo/httpbin-2", { labels: { app: "httpbin" } });
    const row = onlyRow(
      { ...httpbin, pods: [...pods, unlabelled] },
      { ...mutual, reportingPods: new Set(["foo/httpbin-1", "foo/httpbin-2"]) },
    );
    expect(row.verdict.state).toBe("BLOCKED");
    expect(row.verdict.reasons[0]?.code).toBe("clients-infer-plaintext");
  });
});

test("plaintext does not hide that other pods say nothing", () => {
  const row = onlyRow(
    { ...httpbin, pods: [aPod("foo/httpbin-1"), aPod("foo/httpbin-2")] },
    aTelemetry([anEdge(null, "foo/httpbin")], ["foo/httpbin-1"]),
  );
  expect(row.verdict.reasons.map(({ code }) => code)).toEqual([
    "plaintext-seen",
    "partial-coverage",
  ]);
});

test("calls of a workload that was renamed within the window still block", () => {
  const row = onlyRow(
    httpbin,
    aTelemetry(
      [
        anEdge(null, "foo/httpbin", {
          destination: {
            workloadNamespace: "foo",
            workload: "httpbin-old",
            serviceNamespace: "foo",
            serviceName: "httpbin",
          },
        }),
        anEdge("bar/sleep", "foo/httpbin"),
      ],
      ["foo/httpbin-1"],
    ),
  );
  expect(row.verdict.state).toBe("BLOCKED");
});

test("a service whose ports were locked one by one says that all others stay open", () => {
  const row = onlyRow(
    {
      ...httpbin,
      peerAuthentications: [
        aPolicy("foo/own", {
          selector: { app: "httpbin" },
          mode: "PERMISSIVE",
          portLevelMtls: { "8080": "STRICT" },
        }),
      ],
    },
    null,
  );
  expect(row.verdict).toMatchObject({
    state: "LOCKED",
    reasons: [{ code: "locked", params: { open: "*" } }],
  });
});

test("a locked service says which ports stay open by exception", () => {
  const row = onlyRow(
    {
      ...httpbin,
      peerAuthentications: [
        aPolicy("foo/own", {
          selector: { app: "httpbin" },
          mode: "STRICT",
          portLevelMtls: { "9100": "PERMISSIVE" },
        }),
      ],
    },
    null,
  );
  expect(row.verdict).toMatchObject({
    state: "LOCKED",
    reasons: [
      { code: "locked", params: { open: "9100" } },
      {
        code: "exceptions-remain",
        params: { ports: "httpbin:9100 PERMISSIVE" },
      },
    ],
  });
});
