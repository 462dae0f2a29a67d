import { describe, expect, it } from "vitest";
import { formatSelection, parseSelection } from "./selection";

describe("selection in the address", () => {
  it.each([
    ["shop/cart", undefined],
    ["shop/cart@web", "web"],
    ["shop/cart@", null],
  ])("reads back what it wrote: %s", (text, client) => {
    const selection = parseSelection(text);
    expect(selection).toEqual({ namespace: "shop", name: "cart", client });
    expect(selection && formatSelection(selection)).toBe(text);
  });

  it.each(["", "cart", "/cart", "shop/", "@web"])(
    "takes %j for no selection",
    (text) => {
      expect(parseSelection(text)).toBeNull();
    },
  );
});
