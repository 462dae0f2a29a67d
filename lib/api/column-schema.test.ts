import { expect, test } from "vitest";
import { z } from "zod";
import {
  column,
  isAge,
  isCount,
  isFlag,
  isText,
  isTextOrNumber,
} from "./column-schema";

const wrong = [undefined, true, {}, [], Number.NaN, Number.POSITIVE_INFINITY];

test.each([
  ["counts", isCount, [0, 7], [-1, 0.5, "1", null]],
  ["flags", isFlag, [0, 1], [2, "1", null]],
  ["ages", isAge, [null, 0, -2.5], ["1"]],
  ["texts", isText, ["", "a"], [1, null]],
  ["texts or numbers", isTextOrNumber, ["", 1.5], [null]],
] as const)(
  "a column of %s takes those and nothing else",
  (_, isItem, good, bad) => {
    const schema = column<unknown>(
      (value): value is unknown => isItem(value),
      {},
    );
    expect(schema.safeParse(good).success).toBe(true);
    for (const value of [...bad, ...wrong]) {
      expect(schema.safeParse([...good, value]).success).toBe(false);
    }
    expect(schema.safeParse({ 0: good[0], length: 1 }).success).toBe(false);
  },
);

test("a column says in the API's description what it holds", () => {
  const items = { type: "integer", minimum: 0 } as const;
  const { type, items: described } = z.toJSONSchema(column(isCount, items), {
    unrepresentable: "any",
  });
  expect({ type, described }).toEqual({ type: "array", described: items });
});
