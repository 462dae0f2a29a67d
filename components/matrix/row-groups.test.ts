import { describe, expect, it } from "vitest";
import { aRow, aVerdict } from "@/components/testing/a-snapshot";
import type { ServiceRow } from "@/lib/api/contract";
import {
  type Folding,
  groupRows,
  keepOrder,
  linesOf,
  toggled,
} from "./row-groups";
import { rowOrder } from "./row-order";

const row = (
  namespace: string,
  name: string,
  state: ServiceRow["verdict"]["state"],
) => aRow({ namespace, name, verdict: aVerdict(state) });
const byHand: Folding = { shut: [], opened: [] };
const rows = [
  row("done", "a", "LOCKED"),
  row("busy", "b", "BLOCKED"),
  row("busy", "a", "LOCKED"),
  row("next", "a", "READY"),
];
const group = (folding = byHand) => groupRows(rows, rowOrder("work"), folding);
const keys = (lines: readonly { key: string }[]) => lines.map((l) => l.key);

describe("groupRows", () => {
  it("orders namespaces by their next piece of work", () => {
    expect(group().map((g) => g.namespace)).toEqual(["next", "busy", "done"]);
  });

  it("folds a namespace only when everything in it is locked", () => {
    expect(keys(linesOf(group()))).toEqual([
      "next",
      "next/a",
      "busy",
      "busy/b",
      "busy/a",
      "done",
    ]);
  });

  it("follows what the reader folded and unfolded by hand", () => {
    const folded = group({ shut: ["busy"], opened: ["done"] });
    expect(keys(linesOf(folded))).toEqual([
      "next",
      "next/a",
      "busy",
      "done",
      "done/a",
    ]);
  });
});

describe("toggled", () => {
  it("leads back to where it started when pressed twice", () => {
    for (const namespace of ["busy", "done"]) {
      const find = (folding: Folding) => {
        const found = group(folding).find((g) => g.namespace === namespace);
        if (!found) throw new Error(`no group ${namespace}`);
        return found;
      };
      const once = toggled(byHand, find(byHand));
      const twice = toggled(once, find(once));
      expect(find(once).open).toBe(!find(byHand).open);
      expect(find(twice).open).toBe(find(byHand).open);
    }
  });
});

describe("keepOrder", () => {
  it("moves no line that is on the screen, and puts newcomers last in their namespace", () => {
    const shown = ["busy", "busy/a", "busy/b", "next", "next/a"];
    const lines = keepOrder(shown, linesOf(group()));
    expect(keys(lines)).toEqual([...shown, "done"]);
    const late = groupRows(
      [...rows, row("busy", "0-new", "READY")],
      rowOrder("work"),
      byHand,
    );
    expect(keys(keepOrder(shown, linesOf(late))).slice(0, 4)).toEqual([
      "busy",
      "busy/a",
      "busy/b",
      "busy/0-new",
    ]);
  });
});
