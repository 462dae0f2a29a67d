import { describe, expect, it } from "vitest";
import {
  aCaller,
  aCell,
  aRow,
  aVerdict,
  someCounts,
} from "@/components/testing/a-snapshot";
import type { ServiceRow } from "@/lib/api/contract";
import { plaintextCallers, rowOrder, type Sort } from "./row-order";

const blockedBy = (name: string, callers: number): ServiceRow =>
  aRow({
    name,
    verdict: aVerdict("BLOCKED"),
    requests: someCounts({ plaintext: 100 - callers }),
    cells: [
      aCell({
        callers: Array.from({ length: callers }, (_, i) =>
          aCaller({
            workload: `w${i}`,
            requests: someCounts({ plaintext: 1 }),
          }),
        ),
      }),
    ],
  });

const rows = [
  aRow({ name: "locked", verdict: aVerdict("LOCKED"), actions: ["unlock"] }),
  aRow({ name: "unknown", verdict: aVerdict("UNKNOWN") }),
  aRow({ name: "stuck", verdict: aVerdict("BLOCKED"), actions: [] }),
  blockedBy("by-three", 3),
  blockedBy("by-one", 1),
  aRow({ name: "ready-b" }),
  aRow({ name: "ready-a" }),
];

const named = (sort: Sort) =>
  rows.toSorted(rowOrder(sort)).map((row) => row.name);

describe("rowOrder", () => {
  it("puts the next piece of work first and what is done last", () => {
    expect(named("work")).toEqual([
      "ready-a",
      "ready-b",
      "by-one",
      "by-three",
      "unknown",
      "stuck",
      "locked",
    ]);
  });

  it("sorts by name without regard to work", () => {
    expect(named("name")).toEqual(rows.map((row) => row.name).toSorted());
  });

  it("sorts by volume of plaintext, largest first", () => {
    expect(named("plaintext").slice(0, 2)).toEqual(["by-one", "by-three"]);
  });

  it("tells services of one name apart by namespace", () => {
    const [a, b] = [aRow({ namespace: "a" }), aRow({ namespace: "b" })];
    expect(rowOrder("work")(a, b)).toBeLessThan(0);
    expect(rowOrder("work")(a, a)).toBe(0);
  });
});

describe("plaintextCallers", () => {
  it("counts callers with plaintext in either unit, not calls", () => {
    const row = aRow({
      cells: [
        aCell({
          callers: [
            aCaller({ connections: someCounts({ plaintext: 9 }) }),
            aCaller({ requests: someCounts({ mutualTls: 9 }) }),
          ],
        }),
      ],
    });
    expect(plaintextCallers(row)).toBe(1);
  });
});
