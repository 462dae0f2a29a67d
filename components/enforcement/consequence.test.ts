import { expect, it } from "vitest";
import { aCaller } from "@/components/testing/a-snapshot";
import type { Plan } from "@/lib/api/enforcement-contract";
import { consequenceOf } from "./consequence";

const objection: Plan["objections"][number] = {
  code: "no-evidence",
  level: "block",
  params: {},
  objects: [],
};

it.each([
  ["refuses", [{ ...aCaller(), toldMutualTls: true }], []],
  ["refuses", [{ ...aCaller(), toldMutualTls: false }], [objection]],
  ["unsure", [], [objection]],
  ["spares", [], []],
] as const)(
  "a plan %s callers by what it knows",
  (expected, refused, objections) => {
    const plan = { refused: [...refused], objections: [...objections] };
    expect(consequenceOf(plan)).toBe(expected);
  },
);
