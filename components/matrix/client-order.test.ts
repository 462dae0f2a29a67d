import { describe, expect, test } from "vitest";
import { aCell, aRow } from "@/components/testing/a-snapshot";
import { clientOrder } from "./client-order";

const many = Array.from(
  { length: 40 },
  (_, n) => `ns-${String(n).padStart(2, "0")}`,
);
const calledFrom = (...clients: (string | null)[]) =>
  aRow({ cells: clients.map((client) => aCell({ client })) });

describe("the order of the columns", () => {
  test("is by name where all fit, and callers without identity stand first", () => {
    expect(clientOrder(["a", "b"], [calledFrom("b")], [])).toEqual([
      null,
      "a",
      "b",
    ]);
  });

  test("puts those who call the first lines first where there are many", () => {
    const rows = [calledFrom("ns-30", "ns-07"), calledFrom("ns-30", "ns-02")];
    expect(clientOrder(many, rows, []).slice(0, 5)).toEqual([
      null,
      "ns-30",
      "ns-07",
      "ns-02",
      "ns-00",
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
