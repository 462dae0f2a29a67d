import { describe, expect, it } from "vitest";
import {
  aRow,
  aVerdict,
  aVerdictWithOpenPorts,
} from "@/components/testing/a-snapshot";
import type { VerdictState } from "@/lib/mesh/readiness/reason";
import { rowReason } from "@/lib/words/row-reason";
import { groupFigures } from "./group-figures";
import { groupSummary, leftToDo, verdictFacts } from "./group-sentence";

const rowsOf = (...states: VerdictState[]) =>
  states.map((state, index) =>
    aRow({ name: `s${index}`, verdict: aVerdict(state) }),
  );
const groupOf = (...states: VerdictState[]) => ({
  namespace: "shop",
  rows: rowsOf(...states),
  locked: 0,
  system: false,
});
const said = (...states: VerdictState[]) =>
  verdictFacts(groupOf(...states), "en").map(({ text }) => text);

describe("what follows the worst verdict of a namespace", () => {
  it("says that all services share it", () => {
    expect(said("BLOCKED", "BLOCKED")).toEqual(["all 2"]);
  });

  it("says of how many it is the verdict, and what the others wait for", () => {
    expect(said("BLOCKED", "READY", "UNKNOWN", "LOCKED")).toEqual([
      "1 of 4",
      "1 unknown",
      "1 ready",
    ]);
  });

  it("says why where there is only one service", () => {
    const verdict = aVerdict("BLOCKED");
    expect(said("BLOCKED")).toEqual([rowReason(verdict.reason, "en")]);
  });

  it("names the verdict each part speaks of, so that it can be drawn as one", () => {
    const facts = verdictFacts(groupOf("BLOCKED", "READY"), "en");
    expect(facts.map(({ state }) => state)).toEqual([null, "READY"]);
  });
});

describe("a namespace all of whose services are locked", () => {
  const locked = groupOf("LOCKED", "LOCKED");
  const ajar = aRow({ name: "ajar", verdict: aVerdictWithOpenPorts() });
  const group = { ...locked, rows: [...locked.rows, ajar], locked: 2 };

  it("never says so without those of whose pods a port stays open", () => {
    const facts = (language: "en" | "zh") =>
      verdictFacts(group, language).map(({ text }) => text);
    expect(facts("en")).toEqual(["all 3", "1 with open ports"]);
    expect(facts("zh")).toEqual(["全部 3 个", "1 个有开放端口"]);
    expect(groupSummary(group, "en")).toContain(
      "3 services · 3 locked · 1 with open ports",
    );
    expect(groupSummary(locked, "en")).not.toContain("open ports");
  });
});

describe("what is left of a namespace", () => {
  it("counts what is ready with warnings as ready", () => {
    const group = groupOf("READY", "READY_WITH_WARNINGS", "BLOCKED");
    expect(leftToDo(group, "en")).toEqual(["1 blocked", "2 ready"]);
  });
});

describe("what a namespace turns away", () => {
  it("is the sum over its locked services, each unit by itself, and null where none knows of any", () => {
    const knocking = (requests: number, lastAt: string) =>
      aRow({ refused: { requests, connections: 1, lastAt } });
    const rows = [
      aRow(),
      knocking(2, "2026-01-01T10:00:00Z"),
      knocking(3, "2026-01-01T12:00:00Z"),
    ];
    expect(groupFigures(rows).refused).toEqual({
      requests: 5,
      connections: 2,
      lastAt: "2026-01-01T12:00:00Z",
    });
    expect(groupFigures([aRow()]).refused).toBeNull();
  });
});
