/** Services that declare no port: their clients dial whatever the pods listen on (semantics A4). */
import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type LegacyPolicy,
} from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import { resolveService } from "@/lib/mesh/server/service-mode";
import {
  aMeta,
  anInventory,
  aPod,
  aPolicy,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { applyChanges } from "./apply-changes";
import { planEnforcement } from "./enforcement-plan";

const portless = aService("shop/x", { ports: [], headless: true });
const pod = aPod("shop/x-1", { containerPorts: [{ name: "a", port: 9000 }] });

function lock(parts: Partial<Inventory>) {
  const inventory = anInventory({
    services: [portless],
    pods: [pod],
    ...parts,
  });
  const index = indexMesh(inventory);
  const matrix = buildMatrix(resolveMesh(index), null, readable);
  const row = matrix.rows.find(({ service }) => service.name === "x");
  if (!row) throw new Error("no row");
  const plan = planEnforcement("lock", index, matrix, row);
  return {
    row,
    plan,
    modeAfter:
      plan &&
      resolveService(
        indexMesh(applyChanges(inventory, plan.changes)),
        row.service,
      ).mode,
  };
}

test("a lock changes every entry of the policy that decides, declared by a container or not", () => {
  const { plan, modeAfter } = lock({
    peerAuthentications: [
      aPolicy("shop/p", {
        selector: { app: "x" },
        portLevelMtls: { "9000": "PERMISSIVE", "9001": "DISABLE" },
      }),
    ],
  });
  expect(plan?.changes).toMatchObject([
    { verb: "edit-policy", ports: [9000, 9001] },
  ]);
  expect(modeAfter).toBe("STRICT");
});

test("what stays open is said, though the service names no port", () => {
  const { plan } = lock({
    pods: [pod, withoutProxy(aPod("shop/x-2", { containerPorts: [] }))],
  });
  expect(plan?.objections).toContainEqual(
    expect.objectContaining({
      code: "policy-without-effect",
      params: { ports: "x" },
    }),
  );
});

test("a port that no pod has is said to stay open", () => {
  const port = {
    name: "http",
    port: 80,
    targetPort: "absent",
    protocol: "TCP",
    appProtocol: "http",
  };
  const { plan } = lock({
    services: [aService("shop/x", { ports: [port] })],
  });
  expect(plan?.objections).toContainEqual(
    expect.objectContaining({
      code: "policy-without-effect",
      params: { ports: "x:80" },
    }),
  );
});

test("on Istio 1.4 a shared Policy that names such a service stands in the way", () => {
  const policy: LegacyPolicy = {
    ...aMeta("shop/both"),
    kind: "Policy",
    targets: [
      { name: "x", ports: [] },
      { name: "y", ports: [] },
    ],
    mtls: { mode: "PERMISSIVE", allowTls: false },
    peerIsOptional: false,
  };
  const { row, plan } = lock({
    meshConfig: {
      ...DEFAULT_MESH_CONFIG,
      enforcesLegacyPolicies: true,
      lacksPeerAuthentication: true,
    },
    services: [portless, aService("shop/y")],
    legacyPolicies: [policy],
  });
  expect(plan).toBeNull();
  expect(row.actions).not.toContain("lock");
  expect(row.verdict.reasons).toContainEqual(
    expect.objectContaining({ code: "legacy-policy-shared" }),
  );
});
