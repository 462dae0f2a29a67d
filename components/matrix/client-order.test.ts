import { describe, expect, test } from "vitest";
import { aCell, aRow } from "@/components/testing/a-snapshot";
import { clientOrder } from "./client-order";

const many = Array.from(
  { length: 40 },
  (_, n) => `ns-${String(n).padStart(2, "0")}`,
);
const calledFrom = (...clients: (string | null)[]) => [
  aRow({ cells: clients.map((client) => aCell({ client })) }),
];

describe("the order of the columns", () => {
  test("is by name where all fit, and callers without identity stand first", () => {
    expect(clientOrder(["a", "b"], [calledFrom("b")], [])).toEqual([
      null,
      "a",
      "b",
    ]);
  });

  test("puts those first whom most lines know, not those of the first line", () => {
    const lines = [
      calledFrom("ns-03", "ns-04", "ns-30"),
      calledFrom("ns-30", "ns-07"),
      calledFrom("ns-07", "ns-30"),
    ];
    expect(clientOrder(many, lines, []).slice(0, 6)).toEqual([
      null,
      "ns-30",
      "ns-07",
      "ns-03",
      "ns-04",
      "ns-00",
    ]);
  });

  test("counts a caller of several services of one line once", () => {
    const folded = [...calledFrom("ns-09"), ...calledFrom("ns-09")];
    const lines = [folded, calledFrom("ns-20"), calledFrom("ns-20")];
    expect(clientOrder(many, lines, []).slice(1, 3)).toEqual([
      "ns-20",
      "ns-09",
    ]);
  });

  test("lets the lines on top count before all others", () => {
    const top = Array.from({ length: 24 }, () => calledFrom("ns-11"));
    const below = Array.from({ length: 50 }, () => calledFrom("ns-01"));
    expect(clientOrder(many, [...top, ...below], []).slice(1, 3)).toEqual([
      "ns-11",
      "ns-01",
    ]);
  });

  test("loses and doubles nobody", () => {
    const order = clientOrder(many, [calledFrom(null, "ns-30")], []);
    expect([...order].sort()).toEqual([null, ...many].sort());
  });

  test("moves nothing that is on the screen, and forgets who is gone", () => {
    const shown = [null, "ns-39", "gone", "ns-00"];
    expect(clientOrder(many, [calledFrom("ns-05")], shown).slice(0, 4)).toEqual(
      [null, "ns-39", "ns-00", "ns-05"],
    );
  });
});
