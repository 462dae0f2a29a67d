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
