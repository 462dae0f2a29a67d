import { expect, test } from "vitest";
import type { VerdictState } from "@/lib/api/contract";
import type { Overview } from "@/lib/api/overview-contract";
import { workGroups } from "./work-groups";

function list(state: VerdictState, count: number): Overview["work"]["READY"] {
  return {
    count,
    first: Array.from({ length: Math.min(count, 5) }, (_, index) => ({
      namespace: "shop",
      name: `${state.toLowerCase()}-${index}`,
      state,
      reason: {
        code: "only-mutual-tls-seen",
        level: "info",
        params: {},
        objects: [],
      },
    })),
  };
}

const work: Overview["work"] = {
  LOCKED: list("LOCKED", 0),
  READY: list("READY", 1),
  READY_WITH_WARNINGS: list("READY_WITH_WARNINGS", 30),
  BLOCKED: list("BLOCKED", 7),
  UNKNOWN: list("UNKNOWN", 2),
};

test("what nothing speaks against stands before what has warnings, in one group with both counts", () => {
  const [ready] = workGroups({ work });
  expect(ready).toMatchObject({
    total: 31,
    parts: [
      { state: "READY", count: 1 },
      { state: "READY_WITH_WARNINGS", count: 30 },
    ],
  });
  expect(ready?.shown.map(({ state }) => state)).toEqual([
    "READY",
    "READY_WITH_WARNINGS",
    "READY_WITH_WARNINGS",
    "READY_WITH_WARNINGS",
  ]);
});

test("an empty group stays, and says none", () => {
  expect(workGroups({ work }).map(({ id, total }) => [id, total])).toEqual([
    ["READY", 31],
    ["BLOCKED", 7],
    ["UNKNOWN", 2],
    ["LOCKED", 0],
  ]);
});
