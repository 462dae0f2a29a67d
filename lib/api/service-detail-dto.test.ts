import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { ServicePort } from "@/lib/mesh/objects";
import { STRICT_CRITERIA } from "@/lib/mesh/readiness/criteria";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import { toServiceAnswer } from "./service-detail-dto";

/** Called from so many namespaces that a port takes a while. */
function snapshotWith(portCount: number): MeshSnapshot {
  const ports = Array.from(
    { length: portCount },
    (_, at): ServicePort => ({
      name: `p${at}`,
      port: at + 1,
      targetPort: at + 1,
      protocol: "TCP",
      appProtocol: "http",
    }),
  );
  const clients = Array.from({ length: 50 }, (_, at) => `ns${at}/client`);
  const pods = ["foo/httpbin-1", ...clients.map((name) => `${name}-1`)];
  const resolution = resolveMesh(
    indexMesh(
      anInventory({
        services: [aService("foo/httpbin", { ports })],
        pods: pods.map((name) => aPod(name)),
      }),
    ),
  );
  const edges = clients.map((name) => anEdge(name, "foo/httpbin"));
  return {
    version: "1",
    takenAtMs: 0,
    trafficAsOfS: 0,
    window: "1h",
    cluster: { context: "test", server: "http://127.0.0.1" },
    istioPresent: true,
    meshConfigKnown: true,
    sources: [],
    criteria: STRICT_CRITERIA,
    index: resolution.index,
    matrix: buildMatrix(resolution, aTelemetry(edges, pods), readable),
  };
}

test("a service with thousands of ports keeps nobody else waiting, and is worked out once for all who ask", async () => {
  const snapshot = snapshotWith(1_500);
  const asked = { namespace: "foo", service: "httpbin" };
  let turns = 0;
  let isOver = false;
  const others = () => {
    turns += 1;
    if (!isOver) setImmediate(others);
  };
  setImmediate(others);
  const answers = await Promise.all([
    toServiceAnswer(asked, snapshot),
    toServiceAnswer(asked, snapshot),
  ]);
  isOver = true;
  expect(turns).toBeGreaterThan(3);
  const [ports, again] = answers.map(({ service }) => service.policy.ports);
  expect(ports).toHaveLength(1_500);
  expect(again?.[0]?.verdict.state).toBe(ports?.[0]?.verdict.state);
});

test("a service that is not there is a problem of its own", async () => {
  const asked = { namespace: "foo", service: "other" };
  await expect(toServiceAnswer(asked, snapshotWith(1))).rejects.toMatchObject({
    code: "service-unknown",
  });
});
