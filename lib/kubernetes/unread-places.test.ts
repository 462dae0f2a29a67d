import { expect, test } from "vitest";
import { isConcerned, placesOf } from "./unread-places";

test.each<[string[], string | null, boolean]>([
  [[], "shop", false],
  [[], null, false],
  [["shop/bad"], "shop", true],
  [["shop/bad"], "shop-2", false],
  [["shop-2/bad"], "shop", false],
  [["(no name)"], "shop", true],
  [["bad"], null, true],
])("unreadable objects %j concern %j: %s", (keys, namespace, concerned) => {
  expect(isConcerned(namespace, placesOf(keys))).toBe(concerned);
});

test("thousands of unreadable objects of one namespace cost a thousand others little", () => {
  const keys = Array.from({ length: 20_000 }, (_, at) => `shop/bad-${at}`);
  const places = placesOf(keys);
  expect(places.size).toBe(1);
});
