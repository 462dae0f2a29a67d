import { expect, test } from "vitest";
import type { ReasonCode, VerdictState } from "./reason";
import { rollUp } from "./roll-up";

function verdict(state: VerdictState, ...codes: ReasonCode[]) {
  return { state, reasons: codes.map((code) => ({ code })) };
}

test("counts every state, and tells what holds back most of those that are worst off", () => {
  const found = rollUp([
    verdict("LOCKED", "locked"),
    verdict("BLOCKED", "auto-mtls-off"),
    verdict("BLOCKED", "plaintext-seen", "auto-mtls-off"),
    verdict("BLOCKED", "plaintext-seen"),
    verdict("UNKNOWN", "no-evidence"),
  ]);
  expect(found).toEqual({
    counts: {
      LOCKED: 1,
      READY: 0,
      READY_WITH_WARNINGS: 0,
      BLOCKED: 3,
      UNKNOWN: 1,
    },
    worst: "BLOCKED",
    worstReason: { code: "plaintext-seen" },
  });
});

test.each([
  [["READY", "READY_WITH_WARNINGS"], "READY_WITH_WARNINGS"],
  [["READY_WITH_WARNINGS", "UNKNOWN"], "UNKNOWN"],
  [["LOCKED", "READY"], "READY"],
  [["LOCKED"], "LOCKED"],
] as const)("of %j the worst is %s", (states, worst) => {
  expect(rollUp(states.map((state) => verdict(state))).worst).toBe(worst);
});

test("nothing is neither good nor bad", () => {
  expect(rollUp([])).toMatchObject({ worst: null, worstReason: null });
});
