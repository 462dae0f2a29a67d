import { describe, expect, it } from "vitest";
import { aRow, aVerdict } from "@/components/testing/a-snapshot";
import { rowButton } from "./row-button";

describe("rowButton", () => {
  it.each([
    ["READY", ["lock"], "lock", "lock"],
    ["READY_WITH_WARNINGS", ["lock"], "lock", "lock"],
    ["BLOCKED", ["lock"], "plan", "lock"],
    ["UNKNOWN", ["lock"], "why", null],
    ["LOCKED", ["unlock"], "undo", "unlock"],
    [
      "BLOCKED",
      ["require-mutual-tls", "lock"],
      "mutualTls",
      "require-mutual-tls",
    ],
    ["BLOCKED", ["undo-mutual-tls"], "undo", "undo-mutual-tls"],
    ["BLOCKED", [], "why", null],
    ["UNKNOWN", [], "why", null],
  ] as const)(
    "%s with actions %j offers %s",
    (state, actions, label, action) => {
      const row = aRow({
        verdict: aVerdict(state),
        actions: [...actions],
        lockedByUs: true,
      });
      expect(rowButton(row)).toMatchObject({ label, action });
    },
  );

  it("offers nothing for a locked service that cannot be undone", () => {
    const row = aRow({ verdict: aVerdict("LOCKED"), actions: [] });
    expect(rowButton(row)).toBeNull();
  });

  it("is loud only for what is ready", () => {
    for (const state of ["BLOCKED", "UNKNOWN"] as const) {
      const row = aRow({ verdict: aVerdict(state), actions: ["lock"] });
      expect(rowButton(row)?.tone).not.toBe("solid");
    }
    expect(rowButton(aRow())?.tone).toBe("solid");
  });

  it("offers no undo of what somebody else locked", () => {
    const row = aRow({ verdict: aVerdict("LOCKED"), actions: ["unlock"] });
    expect(rowButton(row)).toBeNull();
  });
});
