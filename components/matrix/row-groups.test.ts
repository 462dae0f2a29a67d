import { describe, expect, it } from "vitest";
import {
  aRow,
  aVerdict,
  aVerdictWithOpenPorts,
} from "@/components/testing/a-snapshot";
import type { ServiceRow } from "@/lib/api/contract";
import {
  FIRST_WORK_ROWS,
  type Folding,
  groupRows,
  keepOrder,
  MANY_SERVICES,
  openNamespaces,
  toggled,
} from "./row-groups";

const row = (
  namespace: string,
  name: string,
  state: ServiceRow["verdict"]["state"],
) => aRow({ namespace, name, verdict: aVerdict(state) });
const byHand: Folding = {
  base: "auto",
  shut: [],
  opened: [],
  searched: false,
};
const rows = [
  row("done", "a", "LOCKED"),
  row("busy", "b", "BLOCKED"),
  row("busy", "a", "LOCKED"),
  row("next", "a", "READY"),
];
const group = (all = rows) =>
  groupRows(all, "work", (name) => name.startsWith("kube-"));
const names = (groups: readonly { namespace: string }[]) =>
  groups.map(({ namespace }) => namespace);
const open = (folding: Partial<Folding> = {}, all = rows) => [
  ...openNamespaces(group(all), { ...byHand, ...folding }),
];
const many = (perNamespace: number) =>
  Array.from({ length: MANY_SERVICES + 1 }, (_, index) =>
    row(`ns-${Math.floor(index / perNamespace)}`, `s${index}`, "READY"),
  );

describe("groupRows", () => {
  it("orders namespaces by their next piece of work", () => {
    expect(names(group())).toEqual(["next", "busy", "done"]);
  });

  it("does not fold a namespace away while a port of a locked service stays open", () => {
    const verdict = aVerdictWithOpenPorts();
    const ajar = [...rows, aRow({ namespace: "done", name: "b", verdict })];
    expect(open({}, rows)).not.toContain("done");
    expect(open({}, ajar)).toContain("done");
  });

  it("puts what the platform runs behind everything else", () => {
    const system = row("kube-system", "dns", "READY");
    expect(names(group([system, ...rows])).at(-1)).toBe("kube-system");
  });

  it("gives the same list for the same rows, so that what was reckoned of it is found again", () => {
    const [first, second] = [group(), group()];
    expect(first.map((g) => g.rows)).toEqual(second.map((g) => g.rows));
    for (const [index, { rows: list }] of first.entries()) {
      expect(second[index]?.rows).toBe(list);
    }
  });
});

describe("openNamespaces", () => {
  it("folds what is migrated and what the platform runs, and nothing else, in a mesh of ordinary size", () => {
    const system = row("kube-system", "dns", "READY");
    expect(open({}, [...rows, system])).toEqual(["next", "busy"]);
  });

  it("shows what a search found, though nothing is left to do there", () => {
    expect(open({ searched: true })).toEqual(["next", "busy", "done"]);
    expect(open({ searched: true, shut: ["done"] })).toEqual(["next", "busy"]);
  });

  it("does not unfold the mesh for a search that finds nearly everything", () => {
    expect(open({ searched: true }, many(10))).toEqual(["ns-0"]);
  });

  it("opens only the first work of a large mesh", () => {
    expect(open({}, many(10))).toEqual(["ns-0"]);
  });

  it("opens nothing by itself where the first work would fill the screen", () => {
    expect(open({}, many(FIRST_WORK_ROWS + 1))).toEqual([]);
  });

  it("follows what the reader folded and unfolded by hand, whatever was asked for all", () => {
    expect(open({ shut: ["busy"], opened: ["done"] })).toEqual([
      "next",
      "done",
    ]);
    expect(open({ base: "shut", opened: ["busy"] })).toEqual(["busy"]);
    expect(open({ base: "open", shut: ["busy"] })).toEqual(["next", "done"]);
  });
});

describe("toggled", () => {
  it("leads back to where it started when pressed twice", () => {
    for (const namespace of ["busy", "done"]) {
      const before = open().includes(namespace);
      const once = toggled(byHand, namespace, before);
      const twice = toggled(once, namespace, !before);
      expect(open(once).includes(namespace)).toBe(!before);
      expect(open(twice).includes(namespace)).toBe(before);
    }
  });

  it("keeps no trace of a service that is folded again", () => {
    const once = toggled(byHand, "busy/a", false);
    expect(once.opened).toEqual(["busy/a"]);
    expect(toggled(once, "busy/a", true)).toEqual(byHand);
  });
});

describe("keepOrder", () => {
  it("moves nothing that is on the screen, and puts newcomers last in their namespace", () => {
    const shown = group();
    const locked = rows.map((r) =>
      r.namespace === "next" ? row("next", "a", "LOCKED") : r,
    );
    const late = group([...locked, row("busy", "0-new", "READY")]);
    expect(names(late)).toEqual(["busy", "done", "next"]);
    const kept = keepOrder(shown, late);
    expect(names(kept)).toEqual(["next", "busy", "done"]);
    expect(kept[1]?.rows.map(({ name }) => name)).toEqual(["b", "a", "0-new"]);
  });
});
