import { describe, expect, test } from "vitest";
import { resolveClientTls } from "@/lib/mesh/client/client-tls";
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type Service,
} from "@/lib/mesh/objects";
import {
  aLegacyPolicy,
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { resolveService } from "./service-mode";

const strictMesh = aLegacyPolicy("/default");
const service: Service = aService("shop/cart");

function oldMesh(
  parts: Partial<Inventory> = {},
  enforcesLegacyPolicies = true,
): MeshIndex {
  return indexMesh(
    anInventory({
      meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies },
      services: [service],
      pods: [aPod("shop/cart-1")],
      legacyPolicies: [strictMesh],
      ...parts,
    }),
  );
}

function sends(index: MeshIndex) {
  const [port] = service.ports;
  if (port === undefined) throw new Error("no port");
  return resolveClientTls(
    index,
    { namespace: "web", labels: {} },
    service,
    port,
  ).sends;
}

describe("a mesh of Istio 1.5 or older (semantics C)", () => {
  test("is judged by its legacy policies", () => {
    const { mode, decidedBy } = resolveService(oldMesh(), service);
    expect(mode).toBe("STRICT");
    expect(decidedBy).toMatchObject([{ kind: "MeshPolicy", name: "default" }]);
  });

  test("means plaintext only where it says nothing, and its clients know", () => {
    const silent = { ...strictMesh, mtls: null };
    const index = oldMesh({ legacyPolicies: [silent] });
    expect(resolveService(index, service).mode).toBe("DISABLE");
    expect(sends(index)).toBe("plaintext");
    expect(sends(oldMesh())).toBe("per_endpoint");
  });

  test("forgets its legacy policies for a workload that a PeerAuthentication reaches", () => {
    const peerAuthentications = [aPolicy("shop/wide", { mode: "PERMISSIVE" })];
    expect(resolveService(oldMesh({ peerAuthentications }), service).mode).toBe(
      "PERMISSIVE",
    );
  });

  test("judges a service without ports by the policies that name no port", () => {
    const bare = aService("shop/cart", { ports: [] });
    expect(resolveService(oldMesh({ services: [bare] }), bare).mode).toBe(
      "STRICT",
    );
  });
});

test("a newer control plane ignores what is left of them", () => {
  const index = oldMesh({}, false);
  expect(resolveService(index, service).mode).toBe("PERMISSIVE");
  expect(sends(index)).toBe("per_endpoint");
});
