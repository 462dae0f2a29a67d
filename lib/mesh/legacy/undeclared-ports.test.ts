import { describe, expect, test } from "vitest";
import {
  aLegacyPolicy,
  aPod,
  aPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { shop, translated } from "./testing/translated-shop";
import { translationDifferences } from "./translation-differences";

describe("ports that no service declares, of which the old API had nothing to say", () => {
  const cart = { targets: [{ name: "cart", ports: [] }] };

  test("change where the new policy speaks for the whole pod", () => {
    const { differences, elsewhere } = translated(
      shop([aLegacyPolicy("shop/lock", cart)]),
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
      translated(shop([aLegacyPolicy("shop/lock", cart)], { pods })).elsewhere,
    ).toEqual([]);
  });

  test("are told one by one where a policy lists them", () => {
    const index = shop([], {
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
