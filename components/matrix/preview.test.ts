import { describe, expect, it } from "vitest";
import { aRow } from "@/components/testing/a-snapshot";
import {
  formatPreview,
  parsePreview,
  previewed,
  togglePreview,
} from "./preview";

const cart = aRow({ name: "cart" });
const orders = aRow({ name: "orders" });

describe("a preview in the address", () => {
  it.each(["all", "true"])("%s means every service", (text) => {
    const preview = parsePreview(text);
    expect(previewed(preview)(cart)).toBe(true);
    expect(formatPreview(preview)).toBe("all");
  });

  it("names single services, and drops what names none", () => {
    const preview = parsePreview("shop/cart,nonsense,,shop/cart");
    expect(formatPreview(preview)).toBe("shop/cart");
    expect([cart, orders].map(previewed(preview))).toEqual([true, false]);
  });

  it.each(["false", "", "x"])("%j means none", (text) => {
    expect(parsePreview(text)).toEqual([]);
    expect(previewed(parsePreview(text))(cart)).toBe(false);
  });
});

describe("togglePreview", () => {
  it("adds services, and takes them away where all of them are on", () => {
    expect(togglePreview([], ["shop/cart"])).toEqual(["shop/cart"]);
    expect(togglePreview(["shop/cart"], ["shop/cart", "shop/orders"])).toEqual([
      "shop/cart",
      "shop/orders",
    ]);
    expect(togglePreview(["shop/cart", "a/b"], ["shop/cart"])).toEqual(["a/b"]);
  });

  it("narrows everything down to what is asked for", () => {
    expect(togglePreview("all", ["shop/cart"])).toEqual(["shop/cart"]);
  });
});
