import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory, Pod } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anAmbientPod,
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aRefusal,
  aRule,
  aService,
  aTelemetry,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { buildMatrix, type Matrix } from "./matrix";
import { LOCKED, matrixOf, unnamed } from "./testing/refused-calls";

const TO_PLAINTEXT = aRule("bar/plain", {
  host: "httpbin.foo.svc.cluster.local",
  trafficPolicy: aTrafficPolicy("DISABLE"),
});

function refusedOf(matrix: Matrix, service: string): unknown[] {
  const row = matrix.rows.find((each) => each.service.name === service);
  if (row === undefined) throw new Error(`no row ${service}`);
  return row.refused.map(
    ({ namespace, workload, requests, connections, certainty }) =>
      `${namespace}/${workload} ${requests} ${connections} ${certainty}`,
  );
}

test("a client that saw no workload is joined by the service it called (semantics D2)", () => {
  expect(
    refusedOf(matrixOf(LOCKED, [unnamed("bar/sleep")]), "httpbin"),
  ).toEqual(["bar/sleep 10 0 failed"]);
});

test("a call to a workload that is gone stays with the service it was made to", () => {
  const gone = aRefusal("bar/sleep", "foo/old", {
    destination: {
      workloadNamespace: "foo",
      workload: "old",
      serviceNamespace: "foo",
      serviceName: "httpbin",
    },
  });
  expect(refusedOf(matrixOf(LOCKED, [gone]), "httpbin")).toHaveLength(1);
});

test("a client that a rule tells plaintext was refused by the lock", () => {
  const mesh = { ...LOCKED, destinationRules: [TO_PLAINTEXT] };
  expect(refusedOf(matrixOf(mesh, [unnamed("bar/sleep")]), "httpbin")).toEqual([
    "bar/sleep 10 0 refused",
  ]);
});

test("a client that has lost its proxy was refused by the lock", () => {
  const mesh = {
    ...LOCKED,
    pods: [aPod("foo/httpbin-1"), withoutProxy(aPod("bar/sleep-1"))],
  };
  expect(refusedOf(matrixOf(mesh, [unnamed("bar/sleep")]), "httpbin")).toEqual([
    "bar/sleep 10 0 refused",
  ]);
});

test("what ztunnel refuses is refused, by workload, whatever service was named (semantics A6)", () => {
  const mesh = { ...LOCKED, pods: [anAmbientPod("foo/httpbin-1")] };
  const denied = aRefusal("legacy/sleep", "foo/httpbin", {
    seenBy: "ztunnel",
    unit: "connections",
    destination: {
      workloadNamespace: "foo",
      workload: "httpbin",
      serviceNamespace: "unknown",
      serviceName: "InboundPassthroughCluster",
    },
  });
  expect(refusedOf(matrixOf(mesh, [denied]), "httpbin")).toEqual([
    "legacy/sleep 0 10 refused",
  ]);
});

test("of services that share pods only the one that was called names the caller", () => {
  const mesh = {
    ...LOCKED,
    services: [
      aService("foo/httpbin"),
      aService("foo/twin", { selector: { app: "httpbin" } }),
    ],
  };
  const named = aRefusal("bar/sleep", "foo/httpbin", {
    destination: {
      workloadNamespace: "foo",
      workload: "httpbin",
      serviceNamespace: "foo",
      serviceName: "twin",
    },
  });
  const matrix = matrixOf(mesh, [named, unnamed("bar/curl")]);
  expect(refusedOf(matrix, "twin")).toEqual(["bar/sleep 10 0 failed"]);
  expect(refusedOf(matrix, "httpbin")).toEqual(["bar/curl 10 0 failed"]);
});

test("where nothing is STRICT nobody is refused, whatever failed", () => {
  const mesh = {
    ...LOCKED,
    peerAuthentications: [],
    destinationRules: [TO_PLAINTEXT],
  };
  const matrix = matrixOf(mesh, [unnamed("bar/sleep")]);
  expect(refusedOf(matrix, "httpbin")).toEqual([]);
  expect(JSON.stringify(matrix.rows[0]?.verdict)).not.toMatch(
    /still-knocking|calls-failed/,
  );
});

test("what ztunnel denies where nothing is STRICT, an AuthorizationPolicy did: it is no refusal of plaintext", () => {
  const mesh = {
    ...LOCKED,
    peerAuthentications: [],
    pods: [anAmbientPod("foo/httpbin-1")],
  };
  const denied = aRefusal("legacy/sleep", "foo/httpbin", {
    seenBy: "ztunnel",
    unit: "connections",
  });
  const [row] = matrixOf(mesh, [denied]).rows;
  expect(row?.refused).toEqual([]);
  expect(row?.cells).toEqual([]);
  expect(JSON.stringify(row?.verdict)).not.toMatch(/still-knocking/);
});

test("one STRICT port beside an open one is enough to be refused", () => {
  const port = aService("foo/httpbin").ports[0];
  if (port === undefined) throw new Error("no port");
  const mesh = {
    ...LOCKED,
    services: [
      aService("foo/httpbin", {
        ports: [port, { ...port, name: "open", port: 9000, targetPort: 9000 }],
      }),
    ],
    peerAuthentications: [
      aPolicy("foo/httpbin", {
        selector: { app: "httpbin" },
        mode: "STRICT",
        portLevelMtls: { 9000: "PERMISSIVE" },
      }),
    ],
  };
  const matrix = matrixOf(mesh, [unnamed("bar/sleep")]);
  expect(matrix.rows[0]?.policy.mode).toBe("MIXED");
  expect(refusedOf(matrix, "httpbin")).toHaveLength(1);
});

test("plaintext is first seen when the first of its callers was", () => {
  const at = (from: string, firstSeenS: number | null) =>
    anEdge(from, "foo/httpbin", { security: "plaintext", firstSeenS });
  const first = (edges: readonly ReturnType<typeof at>[]) =>
    matrixOf(LOCKED, [], { edges }).rows[0]?.firstPlaintextS;
  expect(first([at("bar/a", 600), at("baz/b", 800), at("bar/c", null)])).toBe(
    600,
  );
  expect(first([at("bar/a", null)])).toBeNull();
  expect(
    first([anEdge("bar/a", "foo/httpbin", { security: "mutual_tls" })]),
  ).toBeNull();
});

test("a row is kept while its refusals stay, and made again with those that concern it", () => {
  const servers = [aPod("foo/httpbin-1")];
  const meshOf = (...clients: Pod[]) =>
    anInventory({
      ...LOCKED,
      pods: [...servers, aPod("istio-system/other-1"), ...clients],
    });
  const resolution = resolveMesh(
    indexMesh(meshOf(aPod("istio-system/sleep-1"))),
  );
  const telemetry = {
    ...aTelemetry([], []),
    refused: [unnamed("istio-system/sleep")],
  };
  const before = buildMatrix(resolution, telemetry, readable);
  const after = (mesh: Inventory, refused = telemetry.refused) =>
    buildMatrix(
      resolveMesh(indexMesh(mesh, resolution.index), resolution),
      refused === telemetry.refused ? telemetry : { ...telemetry, refused },
      readable,
      before,
    );
  const replaced = meshOf(
    aPod("istio-system/sleep-2"),
    aPod("istio-system/more-1"),
  );
  expect(after(replaced).rows[0]).toBe(before.rows[0]);
  // Clients of the root namespace are in no list of those without a proxy.
  const stripped = meshOf(withoutProxy(aPod("istio-system/sleep-1")));
  expect(refusedOf(after(stripped), "httpbin")).toEqual([
    "istio-system/sleep 10 0 refused",
  ]);
  const louder = [...telemetry.refused, unnamed("bar/curl")];
  expect(
    refusedOf(after(resolution.index.inventory, louder), "httpbin"),
  ).toHaveLength(2);
});
