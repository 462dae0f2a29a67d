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
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import { serviceAnswerSchema } from "./service-detail-contract";
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
    trafficStepS: 72,
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
    toServiceAnswer(asked, snapshot, null),
    toServiceAnswer(asked, snapshot, null),
  ]);
  isOver = true;
  expect(turns).toBeGreaterThan(3);
  const [ports, again] = answers.map(({ service }) => service.policy.ports);
  expect(ports).toHaveLength(1_500);
  expect(again?.[0]?.verdict.state).toBe(ports?.[0]?.verdict.state);
});

test("a service that is not there is a problem of its own", async () => {
  const asked = { namespace: "foo", service: "other" };
  await expect(
    toServiceAnswer(asked, snapshotWith(1), null),
  ).rejects.toMatchObject({
    code: "service-unknown",
  });
});

test("a service whose pods have no proxy has the commands for them, of the namespace's own revision and this cluster", async () => {
  const pods = Array.from({ length: 7 }, (_, at) => ({
    ...withoutProxy(aPod(`foo/bare${at}-1`)),
    labels: { app: "httpbin" },
  }));
  const resolution = resolveMesh(
    indexMesh(
      anInventory({
        namespaces: [
          { name: "foo", labels: {}, annotations: {} },
          { name: "bar", labels: { "istio.io/rev": "1-24" }, annotations: {} },
        ],
        services: [aService("foo/httpbin")],
        pods: [...pods, aPod("bar/sleep-1")],
      }),
    ),
  );
  const matrix = buildMatrix(resolution, aTelemetry([], []), readable);
  const snapshot = { ...snapshotWith(1), index: resolution.index, matrix };
  const asked = { namespace: "foo", service: "httpbin" };
  const { service } = serviceAnswerSchema.parse(
    await toServiceAnswer(asked, snapshot, "prod"),
  );
  expect(service.verdict.reasons).toMatchObject([
    { code: "pods-without-proxy" },
  ]);
  expect(service.withoutProxy).toHaveLength(5);
  expect(service.moreWithoutProxy).toBe(2);
  expect(service.withoutProxy[0]).toMatchObject({
    cause: "namespace-not-labelled",
    remedy: {
      code: "label-namespace-and-restart",
      commands: [
        "kubectl --context prod label namespace foo istio.io/rev=1-24",
        "kubectl --context prod rollout restart deployment/bare0 -n foo",
      ],
    },
  });
});
