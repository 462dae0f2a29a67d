import { describe, expect, it } from "vitest";
import { matchRank } from "./match-rank";
import type { PaletteEntry } from "./palette-entry";
import { rankEntries } from "./rank-entries";

function service(namespace: string, name: string): PaletteEntry {
  const label = `${namespace}/${name}`;
  return {
    key: label,
    kind: "service",
    label,
    terms: [name, label],
    command: { do: "go", path: "/" },
  };
}

describe("matchRank", () => {
  it.each([
    ["cart-api", "cart", 0],
    ["shop-cart", "cart", 1],
    ["shop/cart", "cart", 1],
    ["mycart-cart", "cart", 1],
    ["mycart", "cart", 2],
    ["orders", "cart", null],
    ["orders", "", 0],
    ["策略：严格", "严格", 1],
  ])("ranks %s for %s as %s", (name, text, rank) => {
    expect(matchRank(name, text)).toBe(rank);
  });
});

describe("rankEntries", () => {
  const entries = [
    service("shop", "mycart"),
    service("shop", "old-cart"),
    service("shop", "cart-history"),
    service("shop", "cart"),
    service("cartography", "maps"),
  ];
  const found = (text: string, limit?: number) =>
    rankEntries(entries, text, limit).results.map(({ label }) => label);

  it("puts beginnings before words before the inside of words, names before paths", () => {
    expect(found("CART")).toEqual([
      "shop/cart",
      "shop/cart-history",
      "cartography/maps",
      "shop/old-cart",
      "shop/mycart",
    ]);
  });

  it("wants every word", () => {
    expect(found("shop hist")).toEqual(["shop/cart-history"]);
    expect(found("shop maps")).toEqual([]);
  });

  it("finds a path as it is written", () => {
    expect(found("shop/cart")[0]).toBe("shop/cart");
  });

  it("puts names before settings that match as well", () => {
    const setting: PaletteEntry = {
      ...service("", ""),
      kind: "filter",
      label: "cart",
      terms: ["cart"],
    };
    const { results } = rankEntries([setting, ...entries], "cart");
    expect(results.map(({ kind }) => kind)).toEqual([
      "service",
      "service",
      "filter",
      "service",
      "service",
      "service",
    ]);
  });

  it("shows few and counts all", () => {
    expect(found("cart", 2)).toHaveLength(2);
    expect(rankEntries(entries, "cart", 2).matching).toBe(5);
    expect(found("")).toHaveLength(5);
  });
});
