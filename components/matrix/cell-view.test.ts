import { describe, expect, it } from "vitest";
import {
  aCell,
  aKnockingCell,
  aRow,
  aVerdict,
  aVerdictWithOpenPorts,
} from "@/components/testing/a-snapshot";
import { cellView } from "./cell-view";

describe("cellView", () => {
  it.each([
    ["mutual_tls", null],
    ["mixed", null],
    ["plaintext", "lock-open"],
    ["none", "ring"],
    ["no_evidence", "question"],
  ] as const)("draws %s with its own fill and glyph", (traffic, glyph) => {
    const view = cellView(aRow(), aCell({ traffic }), false);
    expect(view).toMatchObject({ fill: traffic, glyph });
  });

  it("draws who is only turned away as neither of what arrives, nor as unknown", () => {
    const { coverage } = aRow();
    for (const complete of [true, false]) {
      const row = aRow({ coverage: { ...coverage, complete } });
      expect(cellView(row, aKnockingCell(), false)).toEqual({
        fill: "none",
        glyph: "ban",
        border: "none",
        refused: true,
      });
    }
  });

  it("rings mutual TLS of a client that is turned away as well", () => {
    const { refused } = aKnockingCell();
    expect(cellView(aRow(), aCell({ refused }), false)).toMatchObject({
      fill: "mutual_tls",
      glyph: null,
      refused: true,
    });
  });

  it("shows a missing cell as no traffic only where telemetry would have seen it", () => {
    const { coverage } = aRow();
    for (const evidence of ["only_mtls_seen", "plaintext_seen"] as const) {
      const seen = aRow({ evidence });
      const gap = aRow({
        evidence,
        coverage: { ...coverage, complete: false },
      });
      expect(cellView(seen, undefined, false).fill).toBe("none");
      expect(cellView(gap, undefined, false).fill).toBe("no_evidence");
    }
  });

  it.each([
    ["STRICT", "strict"],
    ["PERMISSIVE", "permissive"],
    ["DISABLE", "disable"],
    ["MIXED", "none"],
    ["NOT_ENFORCED", "none"],
    ["EXTERNAL", "none"],
    ["UNKNOWN", "none"],
  ] as const)("draws policy %s as border %s around calls", (mode, border) => {
    const row = aRow({ mode });
    expect(cellView(row, aCell(), false).border).toBe(border);
  });

  it("draws no STRICT border where a port stays open, which plaintext may have come in by", () => {
    const row = aRow({ mode: "STRICT", verdict: aVerdictWithOpenPorts() });
    const seen = aCell({ traffic: "plaintext" });
    expect(cellView(row, seen, false).border).toBe("none");
  });

  it("draws no border where there are no calls to hold to the policy", () => {
    const row = aRow({ mode: "STRICT" });
    expect(cellView(row, undefined, false).border).toBe("none");
  });

  it("rings callers that STRICT would refuse only while it is previewed", () => {
    const cell = aCell({ traffic: "plaintext", refusedWhenStrict: true });
    expect(cellView(aRow(), cell, false).refused).toBe(false);
    expect(cellView(aRow(), cell, true).refused).toBe(true);
    expect(cellView(aRow(), aCell(), true).refused).toBe(false);
  });

  it("always rings callers that are being refused now", () => {
    const locked = aRow({ verdict: aVerdict("LOCKED") });
    const cell = aCell({ traffic: "plaintext", refusedWhenStrict: true });
    expect(cellView(locked, cell, false).refused).toBe(true);
  });
});
