import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { DEFAULT_MESH_CONFIG, type Inventory } from "@/lib/mesh/objects";
import {
  aLegacyPolicy,
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { isModeDoubtful } from "./legacy-doubt";

const cart = aService("shop/cart");
const elsewhere = aLegacyPolicy("bank/default");

function doubtful(
  enforcesLegacyPolicies: boolean | "unknown",
  parts: Partial<Inventory> = {},
): boolean {
  const index = indexMesh(
    anInventory({
      meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies },
      services: [cart],
      pods: [aPod("shop/cart-1")],
      legacyPolicies: [elsewhere],
      ...parts,
    }),
  );
  return isModeDoubtful(index, cart);
}

test("a service that no legacy policy names is in doubt too: where they count, saying nothing means plaintext only", () => {
  expect(doubtful("unknown")).toBe(true);
});

test.each([true, false])(
  "nothing is in doubt where the release is known (%s)",
  (known) => {
    expect(doubtful(known)).toBe(false);
  },
);

test("a PeerAuthentication that applies ends the doubt: both generations obey it", () => {
  const peerAuthentications = [aPolicy("shop/default", { mode: "STRICT" })];
  expect(doubtful("unknown", { peerAuthentications })).toBe(false);
});

test("without any legacy policy there is nothing to doubt", () => {
  expect(doubtful("unknown", { legacyPolicies: [] })).toBe(false);
});
