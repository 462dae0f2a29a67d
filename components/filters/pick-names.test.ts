import { expect, it } from "vitest";
import { pickNames } from "./pick-names";

const names = ["billing", "shop", "shop-eu", "workshop"];

it("offers the best matches first and counts the rest", () => {
  expect(pickNames(names, [], "shop", 2)).toEqual({
    names: ["shop", "shop-eu"],
    more: 1,
  });
});

it("keeps what is chosen in view, also where it does not match or is gone", () => {
  expect(pickNames(names, ["gone", "shop"], "bill", 8)).toEqual({
    names: ["gone", "shop", "billing"],
    more: 0,
  });
});
