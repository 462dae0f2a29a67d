import { describe, expect, it } from "vitest";
import {
  aCell,
  aKnockingCell,
  aRow,
  aVerdict,
  aVerdictWithOpenPorts,
} from "@/components/testing/a-snapshot";
import {
  filterRows,
  isStillPermissive,
  NO_FILTER,
  type RowFilter,
} from "./row-filter";

const strict = aRow({
  name: "ledger",
  mode: "STRICT",
  dataPlane: "ambient",
  verdict: aVerdict("LOCKED"),
});
const open = aRow({
  name: "cart",
  cells: [
    aCell({ client: "batch", callers: ["eod-report"], traffic: "mixed" }),
    aCell({ client: null, callers: [""], traffic: "plaintext" }),
  ],
});
const silent = aRow({
  namespace: "edge",
  name: "proxy",
  mode: "UNKNOWN",
  evidence: "no_evidence",
  coverage: { ...aRow().coverage, complete: false },
});
const names = (filter: Partial<RowFilter>) =>
  filterRows([strict, open, silent], { ...NO_FILTER, ...filter }).map(
    (row) => row.name,
  );

describe("filterRows", () => {
  it("leaves everything where nothing is asked", () => {
    expect(names({})).toEqual(["ledger", "cart", "proxy"]);
    expect(names({ text: "  " })).toHaveLength(3);
  });

  it.each(["CART", "shop/cart", "batch", "eod-rep", "batch/eod-report"])(
    "finds a service by %s: its own name or a caller's",
    (text) => {
      expect(names({ text })).toEqual(["cart"]);
    },
  );

  it("wants every word, in any order", () => {
    expect(names({ text: "eod cart" })).toEqual(["cart"]);
    expect(names({ text: "eod ledger" })).toEqual([]);
  });

  it("joins criteria with and, values of one criterion with or", () => {
    expect(names({ policies: ["STRICT", "PERMISSIVE"] })).toHaveLength(2);
    expect(names({ policies: ["STRICT"], verdicts: ["READY"] })).toEqual([]);
    expect(names({ permissive: true })).toEqual(["cart", "proxy"]);
    expect(names({ evidence: ["no_evidence"] })).toEqual(["proxy"]);
    expect(names({ planes: ["ambient"] })).toEqual(["ledger"]);
    expect(names({ namespaces: ["edge"] })).toEqual(["proxy"]);
    expect(names({ namespaces: ["gone"] })).toEqual([]);
  });

  it("counts a locked service as still permissive while a port of its pods stays open", () => {
    const verdict = aVerdictWithOpenPorts();
    expect(isStillPermissive({ ...strict, verdict })).toBe(true);
    expect(isStillPermissive(strict)).toBe(false);
  });

  it("tells callers without identity from no caller asked for", () => {
    expect(names({ callers: [null] })).toEqual(["cart"]);
    expect(names({ callers: ["batch"] })).toEqual(["cart"]);
  });

  it("wants the mark in a cell of the chosen caller, not in another's", () => {
    expect(names({ calls: ["plaintext"], callers: ["batch"] })).toEqual([]);
    expect(names({ calls: ["plaintext"], callers: [null] })).toEqual(["cart"]);
    expect(names({ calls: ["mixed", "refused"] })).toEqual(["cart"]);
  });

  it("counts a row of which telemetry sees a part as lacking evidence, never as quiet", () => {
    expect(names({ calls: ["no_evidence"] })).toEqual(["proxy"]);
    expect(names({ calls: ["none"] })).toEqual([]);
  });

  it("finds who is turned away, by the mark, by the caller's name, and never as quiet", () => {
    const knocked = aRow({
      name: "knocked",
      evidence: "no_traffic",
      refused: { requests: 0, connections: 12, lastAt: null },
      cells: [aKnockingCell()],
    });
    const found = (over: Partial<RowFilter>) =>
      filterRows([knocked, aRow()], { ...NO_FILTER, ...over }).map(
        ({ name }) => name,
      );
    expect(found({ calls: ["knocking"] })).toEqual(["knocked"]);
    expect(found({ calls: ["refused"] })).toEqual(["knocked"]);
    expect(found({ text: "legacy/sleep" })).toEqual(["knocked"]);
    expect(found({ calls: ["none"] })).toEqual([]);
  });

  it("leaves what a finding names, and nothing where it names nothing", () => {
    expect(names({ named: new Set(["shop/cart"]) })).toEqual(["cart"]);
    expect(names({ named: new Set() })).toEqual([]);
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
    expect(isStillPermissive(aRow({ mode }))).toBe(expected);
  });
});
