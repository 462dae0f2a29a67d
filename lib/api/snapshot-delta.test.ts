import { describe, expect, test } from "vitest";
import type { ServiceRow, Snapshot } from "./contract";
import {
  snapshotDelta,
  snapshotDeltaSchema,
  withDelta,
} from "./snapshot-delta";
import { toSource } from "./source-dto";
import { aStatement } from "./testing/a-statement";
import { plainRow, plainSnapshot } from "./testing/plain-snapshot";

const names = Array.from({ length: 400 }, (_, at) => `service-${at}`);

const before = plainSnapshot(names);

/** The snapshot in which these lines are others. */
function changedAt(
  lines: readonly number[],
  over: Partial<ServiceRow> = { mode: "STRICT" },
): Snapshot {
  const services = [...before.services];
  for (const line of lines) {
    services[line] = plainRow(names[line] ?? "", over);
  }
  const totals = { ...before.totals, locked: lines.length };
  return { ...before, version: "2", services, totals };
}

function travelled(now: Snapshot) {
  const delta = snapshotDelta(before, now);
  return delta && snapshotDeltaSchema.parse(JSON.parse(JSON.stringify(delta)));
}

describe("what changed of a snapshot", () => {
  test.each([
    ["nothing", changedAt([])],
    ["a line", changedAt([3])],
    ["the first and the last line", changedAt([0, 399])],
    [
      "the head alone",
      { ...changedAt([]), clientNamespaces: ["shop"], trafficAsOf: null },
    ],
  ])("makes the one out of the other: %s", (_, now) => {
    const delta = travelled(now);
    expect(delta && withDelta(before, delta)).toEqual(now);
  });

  test("tells of the sources only where one of them changed", () => {
    const was = { ...before, sources: [toSource(aStatement())] };
    const now = (state: "live" | "down") => ({
      ...changedAt([3]),
      sources: [toSource(aStatement({ state }))],
    });
    const same = snapshotDelta(was, now("live"));
    expect(same?.sources).toBeNull();
    expect(same && withDelta(was, same)).toEqual(now("live"));
    const other = snapshotDelta(was, now("down"));
    expect(other?.sources).toHaveLength(1);
    expect(other && withDelta(was, other)).toEqual(now("down"));
  });

  test("keeps the lines that did not change the same objects", () => {
    const delta = travelled(changedAt([3]));
    const made = delta && withDelta(before, delta);
    expect(made?.services[4]).toBe(before.services[4]);
    expect(made?.services[3]).not.toBe(before.services[3]);
  });

  test("is small where little changed", () => {
    expect(JSON.stringify(travelled(changedAt([3]))).length).toBeLessThan(
      4_000,
    );
  });

  test("is not told where services came or went, or where a tenth changed", () => {
    const gone = { ...changedAt([]), services: before.services.slice(1) };
    const other = changedAt([3]);
    const renamed = {
      ...other,
      services: other.services.with(3, plainRow("other")),
    };
    const many = changedAt(names.slice(0, 41).map((_, at) => at));
    expect([gone, renamed, many].map(travelled)).toEqual([null, null, null]);
  });

  test("is refused by any other snapshot than the one it was made for", () => {
    const delta = travelled(changedAt([3]));
    if (!delta) throw new Error("nothing changed");
    expect(withDelta({ ...before, version: "0" }, delta)).toBeNull();
    const shorter = { ...before, services: before.services.slice(0, 2) };
    expect(withDelta(shorter, delta)).toBeNull();
    expect(withDelta(before, { ...delta, lines: [4] })).toBeNull();
    expect(withDelta(before, { ...delta, lines: [3, 4] })).toBeNull();
  });
});
