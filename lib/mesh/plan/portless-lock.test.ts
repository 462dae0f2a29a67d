/** Services that declare no port: their clients dial whatever the pods listen on (semantics A4). */
import { expect, test } from "vitest";
import { DEFAULT_MESH_CONFIG, type Inventory } from "@/lib/mesh/objects";
import {
  aLegacyPolicy,
  anInventory,
  aPod,
  aPolicy,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { plannedFor } from "./testing/planned-action";

const portless = aService("shop/x", { ports: [], headless: true });
const pod = aPod("shop/x-1", { containerPorts: [{ name: "a", port: 9000 }] });

function lock(parts: Partial<Inventory>) {
  return plannedFor(
    "x",
    "lock",
    anInventory({ services: [portless], pods: [pod], ...parts }),
    null,
  );
}

test("a lock changes every entry of the policy that decides, declared by a container or not", () => {
  const { planned, modeAfter } = lock({
    peerAuthentications: [
      aPolicy("shop/p", {
        selector: { app: "x" },
        portLevelMtls: { "9000": "PERMISSIVE", "9001": "DISABLE" },
      }),
    ],
  });
  expect(planned?.changes).toMatchObject([
    { verb: "edit-policy", ports: [9000, 9001] },
  ]);
  expect(modeAfter).toBe("STRICT");
});

test("what stays open is said, though the service names no port", () => {
  const { planned } = lock({
    pods: [pod, withoutProxy(aPod("shop/x-2", { containerPorts: [] }))],
  });
  expect(planned?.objections).toContainEqual(
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
  const { planned } = lock({
    services: [aService("shop/x", { ports: [port] })],
  });
  expect(planned?.objections).toContainEqual(
    expect.objectContaining({
      code: "policy-without-effect",
      params: { ports: "x:80" },
    }),
  );
});

test("on Istio 1.4 a shared Policy that names such a service stands in the way", () => {
  const policy = aLegacyPolicy("shop/both", {
    targets: [
      { name: "x", ports: [] },
      { name: "y", ports: [] },
    ],
    mtls: { mode: "PERMISSIVE", allowTls: false },
  });
  const { row, planned } = lock({
    meshConfig: {
      ...DEFAULT_MESH_CONFIG,
      enforcesLegacyPolicies: true,
      lacksPeerAuthentication: true,
    },
    services: [portless, aService("shop/y")],
    legacyPolicies: [policy],
  });
  expect(planned).toBeNull();
  expect(row.actions).not.toContain("lock");
  expect(row.verdict.reasons).toContainEqual(
    expect.objectContaining({ code: "legacy-policy-shared" }),
  );
});
