import { describe, expect, it } from "vitest";
import {
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
    lastPlaintextAt: `2026-11-2${callers}T10:00:00Z`,
    cells: [aCell({ plaintextCallers: callers })],
  });
const knockedBy = (
  name: string,
  requests: number,
  connections: number,
): ServiceRow =>
  aRow({
    name,
    verdict: aVerdict("LOCKED"),
    actions: ["unlock"],
    refused: { requests, connections, lastAt: null },
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

const named = (sort: Sort, all: readonly ServiceRow[] = rows) =>
  all.toSorted(rowOrder(sort)).map((row) => row.name);

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

  it("sorts by name without regard to work, namespace by namespace", () => {
    expect(named("name")).toEqual(rows.map((row) => row.name).toSorted());
    const early = aRow({ namespace: "alpha", name: "zebra" });
    expect(named("name", [...rows, early])[0]).toBe("zebra");
  });

  it("sorts by volume of plaintext, largest first", () => {
    expect(named("plaintext").slice(0, 2)).toEqual(["by-one", "by-three"]);
  });

  it("sorts by the last plaintext, newest first and never last", () => {
    expect(named("seen").slice(0, 3)).toEqual(["by-three", "by-one", "locked"]);
  });

  it("puts those at which somebody still knocks first, and never adds the units", () => {
    const knocked = [
      knockedBy("by-connection", 0, 900),
      knockedBy("by-request", 1, 0),
    ];
    expect(named("refused", [...rows, ...knocked]).slice(0, 3)).toEqual([
      "by-request",
      "by-connection",
      "by-one",
    ]);
  });

  it("tells services of one name apart by namespace", () => {
    const [a, b] = [aRow({ namespace: "a" }), aRow({ namespace: "b" })];
    expect(rowOrder("work")(a, b)).toBeLessThan(0);
    expect(rowOrder("work")(a, a)).toBe(0);
  });
});

describe("plaintextCallers", () => {
  it("counts callers over all cells, not calls", () => {
    const row = aRow({
      cells: [
        aCell({ client: "a", plaintextCallers: 2 }),
        aCell({ client: "b", plaintextCallers: 0 }),
        aCell({ client: null, plaintextCallers: 1 }),
      ],
    });
    expect(plaintextCallers(row)).toBe(3);
  });
});
