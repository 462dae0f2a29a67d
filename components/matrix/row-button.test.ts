import { describe, expect, it } from "vitest";
import { aRow, aVerdict } from "@/components/testing/a-snapshot";
import type { ServiceRow } from "@/lib/api/contract";
import { actionsInOrder, buttonOfAction, rowButton } from "./row-button";

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

  it("offers Undo first for what we locked, though its clients still send plaintext", () => {
    const row = aRow({
      verdict: aVerdict("LOCKED"),
      actions: ["require-mutual-tls", "unlock"],
      lockedByUs: true,
    });
    expect(rowButton(row)).toMatchObject({ label: "undo", action: "unlock" });
    expect(actionsInOrder(row)).toEqual(["unlock", "require-mutual-tls"]);
  });

  it("leaves the lock of somebody else behind what the clients need", () => {
    const row = aRow({
      verdict: aVerdict("LOCKED"),
      actions: ["require-mutual-tls", "unlock"],
    });
    expect(rowButton(row)).toMatchObject({ action: "require-mutual-tls" });
    expect(actionsInOrder(row)).toEqual(row.actions);
  });

  it("calls an action in a list what its row calls it", () => {
    const named = (row: ServiceRow) =>
      row.actions.map((action) => buttonOfAction(row, action));
    const blocked = aRow({
      verdict: aVerdict("BLOCKED"),
      actions: ["require-mutual-tls", "lock"],
    });
    expect(named(blocked)).toEqual(["mutualTls", "plan"]);
    expect(named(aRow())).toEqual(["lock"]);
    const ours = aRow({
      verdict: aVerdict("LOCKED"),
      actions: ["unlock"],
      lockedByUs: true,
    });
    expect(named(ours)).toEqual(["undo"]);
    expect(named({ ...ours, lockedByUs: false })).toEqual([null]);
  });

  it("offers no undo of what somebody else locked", () => {
    const row = aRow({ verdict: aVerdict("LOCKED"), actions: ["unlock"] });
    expect(rowButton(row)).toBeNull();
  });
});
