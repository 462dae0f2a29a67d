import { describe, expect, test } from "vitest";
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Inventory, LegacyPolicy } from "@/lib/mesh/objects";
import {
  aMeta,
  anInventory,
  aPod,
  aPolicy,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { translateLegacyPolicies } from "./legacy-translation";
import { translationDifferences } from "./translation-differences";

const NOW = "2026-06-01T00:00:00Z";

function legacy(path: string, parts: Partial<LegacyPolicy> = {}): LegacyPolicy {
  return {
    ...aMeta(path),
    kind: path.startsWith("/") ? "MeshPolicy" : "Policy",
    targets: [],
    mtls: { mode: "STRICT", allowTls: false },
    peerIsOptional: false,
    ...parts,
  };
}

function mesh(
  legacyPolicies: LegacyPolicy[],
  parts: Partial<Inventory> = {},
): MeshIndex {
  return indexMesh(
    anInventory({
      services: [aService("shop/cart"), aService("shop/till")],
      pods: [aPod("shop/cart-1"), aPod("shop/till-1")],
      legacyPolicies,
      ...parts,
    }),
  );
}

function translated(index: MeshIndex) {
  const { policies, problems } = translateLegacyPolicies(index, NOW);
  const all = translationDifferences(index, policies);
  return {
    policies,
    problems,
    /** At the ports that services declare. */
    differences: all.filter(({ through }) => through !== null),
    elsewhere: all.filter(({ through }) => through === null),
  };
}

describe("ports that no service declares, of which the old API had nothing to say", () => {
  const cart = { targets: [{ name: "cart", ports: [] }] };

  test("change where the new policy speaks for the whole pod", () => {
    const { differences, elsewhere } = translated(
      mesh([legacy("shop/lock", cart)]),
    );
    expect(differences).toEqual([]);
    expect(elsewhere).toMatchObject([
      {
        through: null,
        pod: { name: "cart-1" },
        podPort: null,
        before: "DISABLE",
        after: "STRICT",
      },
    ]);
  });

  test("stay as they are in pods without a proxy, and where all is plaintext", () => {
    const pods = [withoutProxy(aPod("shop/cart-1")), aPod("shop/till-1")];
    expect(
      translated(mesh([legacy("shop/lock", cart)], { pods })).elsewhere,
    ).toEqual([]);
  });

  test("are told one by one where a policy lists them", () => {
    const index = mesh([], {
      peerAuthentications: [
        aPolicy("shop/cart", {
          selector: { app: "cart" },
          portLevelMtls: { "9999": "STRICT" },
        }),
      ],
    });
    const now = aPolicy("shop/before", {
      createdAt: "2000-01-01T00:00:00Z",
      selector: { app: "cart" },
      mode: "PERMISSIVE",
    });
    expect(
      translationDifferences(index, [now]).filter(
        ({ podPort }) => podPort === 9999,
      ),
    ).toMatchObject([
      { through: null, podPort: 9999, before: "STRICT", after: "PERMISSIVE" },
    ]);
  });
});
