import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aService,
  aTelemetry,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow, readable } from "@/lib/mesh/testing/only-row";
import { buildMatrix } from "./matrix";

describe("evidence", () => {
  test("without telemetry nothing is known, whatever the policy says", () => {
    const row = onlyRow(httpbin, null);
    expect(row.evidence.state).toBe("no_evidence");
    expect(row.verdict.state).toBe("UNKNOWN");
  });

  test("mutual TLS alone from every pod is ready", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
    );
    expect(row.verdict.state).toBe("READY");
  });

  test("a pod that does not report leaves the service unknown, though the others saw only mutual TLS", () => {
    const row = onlyRow(
      { ...httpbin, pods: [aPod("foo/httpbin-1"), aPod("foo/httpbin-2")] },
      aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
    );
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [
        { code: "partial-coverage", params: { reporting: 1, pods: 2 } },
      ],
    });
  });

  test("a Prometheus that remembers less than the window does not make a service ready", () => {
    const row = onlyRow(httpbin, {
      ...aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
      coversWindow: false,
    });
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "window-not-covered" }],
    });
  });

  test("calls without a statement never count as mutual TLS", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry(
        [
          anEdge("bar/sleep", "foo/httpbin"),
          anEdge("baz/sleep", "foo/httpbin", { security: "no_statement" }),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(row.verdict.state).toBe("UNKNOWN");
    expect(row.cells.find(({ client }) => client === "baz")?.traffic).toBe(
      "no_evidence",
    );
  });

  test("a single plaintext call among many blocks", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry(
        [
          anEdge("bar/sleep", "foo/httpbin", { count: 1_000_000 }),
          anEdge(null, "foo/httpbin", { count: 0.3 }),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(row.verdict).toMatchObject({
      state: "BLOCKED",
      reasons: [{ code: "plaintext-seen", params: { requests: 1 } }],
    });
  });

  test("complete telemetry without a call is not ready", () => {
    const row = onlyRow(httpbin, aTelemetry([], ["foo/httpbin-1"]));
    expect(row.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "no-traffic" }],
    });
  });
});

describe("policy", () => {
  test("STRICT on every port is locked", () => {
    const row = onlyRow(
      {
        ...httpbin,
        peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
      },
      null,
    );
    expect(row.verdict.state).toBe("LOCKED");
    expect(row.actions).toEqual(["unlock"]);
  });

  test("STRICT over pods without a proxy is never locked", () => {
    const row = onlyRow(
      {
        ...httpbin,
        pods: [withoutProxy(aPod("foo/httpbin-1"))],
        peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
      },
      null,
    );
    expect(row.verdict).toMatchObject({
      state: "BLOCKED",
      reasons: [{ code: "pods-without-proxy" }],
    });
    expect(row.actions).not.toContain("lock");
  });

  test("policies that could not be read make the mode unknown, not permissive", () => {
    const { rows } = buildMatrix(
      resolveMesh(indexMesh(anInventory(httpbin))),
      null,
      {
        ...readable,
        policies: () => false,
      },
    );
    expect(rows[0]?.verdict).toMatchObject({
      state: "UNKNOWN",
      reasons: [{ code: "policies-unreadable" }],
    });
  });
});

describe("cells", () => {
  test("requests and connections stay apart", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry(
        [
          anEdge("bar/sleep", "foo/httpbin", { count: 3 }),
          anEdge("bar/sleep", "foo/httpbin", {
            unit: "connections",
            security: "plaintext",
            count: 2,
          }),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(row.cells).toMatchObject([
      {
        traffic: "mixed",
        requests: { mutualTls: 3 },
        connections: { plaintext: 2 },
      },
    ]);
  });

  test("series of the same caller are summed, never overwritten", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry(
        [1, 2, 4].map((count) => anEdge(null, "foo/httpbin", { count })),
        ["foo/httpbin-1"],
      ),
    );
    expect(row.cells[0]?.callers).toMatchObject([
      { requests: { plaintext: 7 } },
    ]);
  });

  test("a workload that sent both is one caller, though plaintext shows no principal", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry(
        [
          anEdge("bar/sleep", "foo/httpbin", {
            source: { namespace: "bar", workload: "sleep", principal: "p" },
          }),
          anEdge("bar/sleep", "foo/httpbin", { security: "plaintext" }),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(row.callers).toMatchObject([
      { principal: "p", requests: { mutualTls: 10, plaintext: 10 } },
    ]);
  });

  test("at a STRICT service only those who are not told mutual TLS are being refused", () => {
    const row = onlyRow(
      {
        ...httpbin,
        pods: [...httpbin.pods, aPod("bar/sleep-1")],
        peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
      },
      aTelemetry(
        [
          anEdge("bar/sleep", "foo/httpbin", { security: "plaintext" }),
          anEdge(null, "foo/httpbin"),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(
      row.cells.map(({ client, refusedWhenStrict }) => [
        client,
        refusedWhenStrict,
      ]),
    ).toEqual([
      [null, true],
      ["bar", false],
    ]);
  });

  test.each([
    ["has no proxy", [withoutProxy(aPod("bar/legacy-1"))], "bar/legacy"],
    ["is known by its namespace only", [], "bar"],
    ["has no pod whose proxy could be seen", [], "bar/legacy"],
  ])(
    "at a STRICT service a caller that %s is refused, whatever its namespace is told (semantics B5)",
    (_, more, from) => {
      const row = onlyRow(
        {
          ...httpbin,
          pods: [...httpbin.pods, aPod("bar/sleep-1"), ...more],
          peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
        },
        aTelemetry(
          [
            anEdge("bar/sleep", "foo/httpbin"),
            anEdge(from, "foo/httpbin", { security: "plaintext" }),
          ],
          ["foo/httpbin-1"],
        ),
      );
      expect(row.clientTls[0]).toMatchObject({
        namespace: "bar",
        sends: "mutual_tls",
      });
      expect(row.cells).toMatchObject([
        { client: "bar", refusedWhenStrict: true },
      ]);
    },
  );

  test("beside an open port nobody at a STRICT service can be called refused", () => {
    const row = onlyRow(
      {
        ...httpbin,
        peerAuthentications: [
          aPolicy("foo/httpbin", {
            selector: { app: "httpbin" },
            mode: "STRICT",
            portLevelMtls: { "9102": "PERMISSIVE" },
          }),
        ],
      },
      aTelemetry([anEdge(null, "foo/httpbin")], ["foo/httpbin-1"]),
    );
    expect(row.policy.mode).toBe("STRICT");
    expect(row.cells.map((cell) => cell.refusedWhenStrict)).toEqual([false]);
  });

  test("plaintext to a port that no Service declares blocks the service of the same pods", () => {
    const row = onlyRow(
      httpbin,
      aTelemetry(
        [
          anEdge(null, "foo/httpbin", {
            destination: {
              workloadNamespace: "foo",
              workload: "httpbin",
              serviceNamespace: "unknown",
              serviceName: "InboundPassthroughCluster",
            },
          }),
        ],
        ["foo/httpbin-1"],
      ),
    );
    expect(row.verdict.state).toBe("BLOCKED");
    expect(row.cells).toMatchObject([{ client: null, traffic: "plaintext" }]);
  });

  test("plaintext through another service of the same pods blocks too, and is not counted twice", () => {
    const { rows } = buildMatrix(
      resolveMesh(
        indexMesh(
          anInventory({
            ...httpbin,
            services: [
              aService("foo/httpbin"),
              aService("foo/alias", { selector: { app: "httpbin" } }),
            ],
          }),
        ),
      ),
      aTelemetry(
        [anEdge(null, "foo/httpbin", { count: 5 })],
        ["foo/httpbin-1"],
      ),
      readable,
    );
    expect(rows.map(({ verdict }) => verdict.state)).toEqual([
      "BLOCKED",
      "BLOCKED",
    ]);
    expect(rows.map(({ requests }) => requests.plaintext)).toEqual([0, 5]);
  });
});

test("an alias and the API server's own service are no rows", () => {
  const { rows } = buildMatrix(
    resolveMesh(
      indexMesh(
        anInventory({
          services: [
            aService("foo/alias", { externalName: "example.org" }),
            aService("default/kubernetes", { selector: null }),
            aService("kube-system/kube-dns"),
            aService("istio-system/istiod"),
          ],
        }),
      ),
    ),
    null,
    readable,
  );
  expect(rows).toEqual([]);
});
