import { describe, expect, it } from "vitest";
import {
  aCell,
  aKnockingCell,
  aRow,
  aSnapshot,
  aVerdict,
  someCounts,
} from "@/components/testing/a-snapshot";
import { changesBetween } from "./changes";

const before = aSnapshot({ services: [aRow({ cells: [aCell()] })] });
const after = (over: Parameters<typeof aRow>[0]) =>
  aSnapshot({ services: [aRow({ cells: [aCell()], ...over })] });
const changed = (over: Parameters<typeof aRow>[0]) => [
  ...changesBetween(before, after(over)),
];

describe("changesBetween", () => {
  it("does not mark counts that merely grow", () => {
    const requests = someCounts({ mutualTls: 99 });
    expect(changed({ requests, cells: [aCell({ requests })] })).toEqual([]);
  });

  it("marks a row whose policy or verdict is another one, and its namespace", () => {
    const marks = ["shop/cart", "shop"];
    expect(changed({ mode: "STRICT" })).toEqual(marks);
    expect(changed({ verdict: aVerdict("LOCKED") })).toEqual(marks);
  });

  it("marks cells whose calls are of another kind, come or go", () => {
    const cells = [aCell({ traffic: "mixed" }), aCell({ client: null })];
    expect(changed({ cells }).toSorted()).toEqual([
      "shop/cart@",
      "shop/cart@web",
      "shop@",
      "shop@web",
    ]);
    expect(changed({ cells: [] })).toEqual(["shop/cart@web", "shop@web"]);
  });

  it("marks a cell whose client begins to be turned away, and not each further time", () => {
    const { refused } = aKnockingCell();
    expect(changed({ cells: [aCell({ refused })] })).toEqual([
      "shop/cart@web",
      "shop@web",
    ]);
    const knocking = (connections: number) =>
      aSnapshot({
        services: [
          aRow({
            cells: [
              aCell({ refused: { requests: 0, connections, lastAt: null } }),
            ],
          }),
        ],
      });
    expect([...changesBetween(knocking(1), knocking(2))]).toEqual([]);
  });

  it("marks nothing when another window is shown, nor a row that is new", () => {
    const other = { ...after({ cells: [] }), window: "24h" as const };
    expect([...changesBetween(before, other)]).toEqual([]);
    expect(changed({ name: "new" })).toEqual([]);
  });
});
