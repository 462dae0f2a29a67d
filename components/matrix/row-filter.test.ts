import { describe, expect, it } from "vitest";
import {
  aCaller,
  aCell,
  aRow,
  aVerdict,
} from "@/components/testing/a-snapshot";
import {
  filterRows,
  isFiltering,
  isStillPermissive,
  type RowFilter,
} from "./row-filter";

const none: RowFilter = {
  text: "",
  permissive: false,
  policies: [],
  evidence: [],
  verdicts: [],
};
const strict = aRow({
  name: "ledger",
  policy: { ...aRow().policy, mode: "STRICT" },
  verdict: aVerdict("LOCKED"),
});
const open = aRow({
  name: "cart",
  cells: [
    aCell({
      client: "batch",
      callers: [aCaller({ namespace: "batch", workload: "eod-report" })],
    }),
  ],
});
const names = (filter: Partial<RowFilter>) =>
  filterRows([strict, open], { ...none, ...filter }).map((row) => row.name);

describe("filterRows", () => {
  it("leaves everything where nothing is asked", () => {
    expect(names({})).toEqual(["ledger", "cart"]);
    expect(isFiltering(none)).toBe(false);
    expect(isFiltering({ ...none, text: "  " })).toBe(false);
  });

  it.each(["CART", "shop/cart", "batch", "eod-rep"])(
    "finds a service by %s: its own name or a caller's",
    (text) => {
      expect(names({ text })).toEqual(["cart"]);
    },
  );

  it("joins criteria with and, values of one criterion with or", () => {
    expect(names({ policies: ["STRICT", "PERMISSIVE"] })).toHaveLength(2);
    expect(names({ policies: ["STRICT"], verdicts: ["READY"] })).toEqual([]);
    expect(names({ permissive: true })).toEqual(["cart"]);
    expect(names({ evidence: ["no_evidence"] })).toEqual([]);
  });
});

describe("isStillPermissive", () => {
  it.each([
    ["PERMISSIVE", true],
    ["MIXED", true],
    ["DISABLE", true],
    ["UNKNOWN", true],
    ["STRICT", false],
    ["NOT_ENFORCED", false],
    ["EXTERNAL", false],
  ] as const)("says of %s: %s", (mode, expected) => {
    const row = aRow({ policy: { ...aRow().policy, mode } });
    expect(isStillPermissive(row)).toBe(expected);
  });
});
