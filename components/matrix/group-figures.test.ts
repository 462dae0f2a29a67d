import { describe, expect, it } from "vitest";
import {
  aCell,
  aKnockingCell,
  aRow,
  aVerdict,
  someCounts,
} from "@/components/testing/a-snapshot";
import type { TrafficState } from "@/lib/api/contract";
import { groupCellView } from "./cell-view";
import { groupFigures } from "./group-figures";
import { groupPolicy } from "./group-policy";

const blind = { reportingPods: 0, proxiedPods: 1, pods: 1, complete: false };
const calls = (traffic: TrafficState) => aRow({ cells: [aCell({ traffic })] });
const silent = () => aRow();
const unseen = () => aRow({ coverage: blind, evidence: "no_evidence" });
const view = (...rows: ReturnType<typeof aRow>[]) => {
  const { cells, coverage } = groupFigures(rows);
  return groupCellView(cells.get("web"), coverage.complete, () => false);
};

describe("a namespace's cell", () => {
  it.each([
    [["mutual_tls", "mutual_tls"], "mutual_tls"],
    [["mutual_tls", "plaintext"], "mixed"],
    [["mutual_tls", "mixed"], "mixed"],
    [["plaintext", "plaintext"], "plaintext"],
  ] as const)("of %j is %s", (parts, fill) => {
    expect(view(...parts.map(calls))).toMatchObject({ fill, doubt: false });
  });

  it("is not doubted by a service that was seen and had no calls", () => {
    expect(view(calls("mutual_tls"), silent())).toMatchObject({
      fill: "mutual_tls",
      glyph: null,
      doubt: false,
    });
  });

  it("is never drawn as whole where one service cannot be seen", () => {
    expect(view(calls("mutual_tls"), unseen())).toMatchObject({
      glyph: "question",
      doubt: true,
    });
    expect(view(calls("mutual_tls"), calls("no_evidence"))).toMatchObject({
      glyph: "question",
      doubt: true,
    });
  });

  it("knows that nobody called only where every service would have shown it", () => {
    expect(view(silent(), silent()).fill).toBe("none");
    expect(view(silent(), unseen()).fill).toBe("no_evidence");
  });

  it("has the red ring as soon as one service refuses, or would", () => {
    const cells = [aCell({ traffic: "plaintext", refusedWhenStrict: true })];
    const rows = [silent(), aRow({ cells })];
    const cell = groupFigures(rows).cells.get("web");
    expect(groupCellView(cell, true, () => false).refused).toBe(false);
    expect(groupCellView(cell, true, () => true).refused).toBe(true);
    const locked = [aRow({ cells, verdict: aVerdict("LOCKED") })];
    const refusing = groupFigures(locked).cells.get("web");
    expect(groupCellView(refusing, true, () => false).refused).toBe(true);
  });

  it("shows who is only turned away, and does not count it as a call", () => {
    const client = "web";
    const knocked = () => aRow({ cells: [aKnockingCell({ client })] });
    const ban = { fill: "none", glyph: "ban", refused: true };
    expect(view(knocked(), silent())).toMatchObject(ban);
    const cell = groupFigures([knocked()]).cells.get(client);
    expect(cell?.called).toEqual([]);
    expect(cell?.knockedAt).toHaveLength(1);
    expect(view(knocked(), calls("mutual_tls"))).toMatchObject({
      fill: "mutual_tls",
      refused: true,
      doubt: false,
    });
    const blindly = aRow({
      coverage: blind,
      cells: [aKnockingCell({ client })],
    });
    expect(view(blindly, calls("mutual_tls")).doubt).toBe(true);
  });

  it("adds each unit by itself", () => {
    const part = () =>
      aRow({
        cells: [
          aCell({
            requests: someCounts({ plaintext: 2 }),
            connections: someCounts({ mutualTls: 3 }),
          }),
        ],
      });
    expect(groupFigures([part(), part()]).cells.get("web")).toMatchObject({
      requests: someCounts({ plaintext: 4 }),
      connections: someCounts({ mutualTls: 6 }),
    });
  });
});

describe("a namespace's policy", () => {
  const chip = (...modes: ReturnType<typeof aRow>["mode"][]) =>
    groupPolicy(groupFigures(modes.map((mode) => aRow({ mode }))), "en");

  it("is STRICT only where every service is", () => {
    expect(chip("STRICT", "STRICT").label).toBe("STRICT");
    expect(chip("STRICT", "STRICT", "PERMISSIVE")).toMatchObject({
      mode: "MIXED",
      label: "2 of 3 STRICT",
      detail: "2 STRICT, 1 PERMISSIVE",
    });
  });

  it("never looks locked where no service is STRICT", () => {
    expect(chip("PERMISSIVE", "DISABLE", "PERMISSIVE")).toMatchObject({
      mode: "PERMISSIVE",
      label: "0 of 3 STRICT",
    });
  });
});

describe("a namespace's evidence", () => {
  it("is missing where it is missing for one service, and what was seen in plaintext was seen", () => {
    expect(groupFigures([silent(), unseen()]).evidence).toBe("no_evidence");
    const plaintext = aRow({ evidence: "plaintext_seen" });
    expect(groupFigures([plaintext, unseen()]).evidence).toBe("plaintext_seen");
  });

  it("is reckoned once for the same list", () => {
    const rows = [silent()];
    expect(groupFigures(rows)).toBe(groupFigures(rows));
  });
});
