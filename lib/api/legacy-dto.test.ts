import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type LegacyPolicy,
  type MeshConfig,
} from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  aLegacyPolicy,
  anInventory,
  aPod,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { legacyTranslationSchema } from "./legacy-contract";
import { toLegacyTranslation } from "./legacy-dto";

const policy = aLegacyPolicy("shop/lock", {
  targets: [{ name: "cart", ports: [8000] }],
});

function translation(
  enforcesLegacyPolicies: MeshConfig["enforcesLegacyPolicies"] & {},
  legacyPolicies: LegacyPolicy[] = [policy],
) {
  const index = indexMesh(
    anInventory({
      meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies },
      services: [aService("shop/cart")],
      pods: [aPod("shop/cart-1")],
      legacyPolicies,
    }),
  );
  return legacyTranslationSchema.parse(
    toLegacyTranslation({
      version: "1",
      takenAtMs: Date.UTC(2026, 5, 1),
      statements: [],
      readable,
      index,
      resolution: resolveMesh(index),
    }),
  );
}

describe("the translation of legacy policies", () => {
  test("is manifests that can be applied as they are, keyed by workload ports", () => {
    const { obeyed, manifests, differences } = translation(true);
    expect(obeyed).toBe("yes");
    expect(differences).toEqual([]);
    expect(
      manifests.map(({ origins }) => origins.map(({ name }) => name)),
    ).toEqual([[], ["lock"]]);
    expect(manifests.map(({ yaml }) => yaml)).toEqual([
      `apiVersion: security.istio.io/v1beta1
kind: PeerAuthentication
metadata:
  name: default
  namespace: istio-system
spec:
  mtls:
    mode: DISABLE
`,
      `apiVersion: security.istio.io/v1beta1
kind: PeerAuthentication
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels:
      app: cart
  portLevelMtls:
    "8080":
      mode: STRICT
`,
    ]);
  });

  test("says so where nobody knows whether they count", () => {
    expect(translation("unknown")).toMatchObject({ obeyed: "unknown" });
    expect(translation("unknown").manifests).toHaveLength(2);
  });

  test("is empty where they count for nothing, because it would change what is accepted", () => {
    expect(translation(false)).toMatchObject({
      obeyed: "no",
      policies: 1,
      manifests: [],
    });
  });
});
