import { afterEach, describe, expect, test, vi } from "vitest";
import type { InventoryReading } from "@/lib/kubernetes/inventory-source";
import { anInventory } from "@/lib/mesh/testing/inventory-builders";
import { PACE_MS, PacedReading } from "./paced-reading";
import { aReading } from "./testing/a-reading";

function aPace(first: InventoryReading) {
  vi.useFakeTimers({ now: 0 });
  let latest = first;
  const shown = vi.fn();
  const paced = new PacedReading(() => latest, Date.now, shown);
  const change = (next: InventoryReading) => {
    latest = next;
    paced.changed();
  };
  return { paced, change, shown };
}

afterEach(() => vi.useRealTimers());

describe("the reading that snapshots are made of", () => {
  test("follows pods every two seconds, with the last of them", () => {
    const first = aReading();
    const { paced, change, shown } = aPace(first);
    for (let revision = 2; revision < 9; revision += 1) {
      change({
        ...first,
        revision,
        inventory: { ...first.inventory, pods: [] },
      });
    }
    expect(paced.current()).toBe(first);
    expect(shown).not.toHaveBeenCalled();
    vi.advanceTimersByTime(PACE_MS);
    expect(paced.current().revision).toBe(8);
    expect(shown).toHaveBeenCalledTimes(1);
  });

  test.each([
    "meshConfig",
    "namespaces",
    "services",
    "peerAuthentications",
    "destinationRules",
    "legacyPolicies",
  ] as const)("follows %s at once", (kind) => {
    const first = aReading();
    const { paced, change, shown } = aPace(first);
    const other = anInventory()[kind];
    const inventory = {
      ...first.inventory,
      [kind]: Array.isArray(other) ? [...other] : { ...other },
    };
    change({ ...first, revision: 2, inventory });
    expect(paced.current().revision).toBe(2);
    expect(shown).toHaveBeenCalledTimes(1);
  });

  test("is the latest at once for whoever is about to write", () => {
    const first = aReading();
    const { paced, change, shown } = aPace(first);
    change({ ...first, revision: 2 });
    paced.hurry();
    expect(paced.current().revision).toBe(2);
    vi.advanceTimersByTime(2 * PACE_MS);
    expect(shown).toHaveBeenCalledTimes(1);
  });

  test("says at once that a source failed", () => {
    const first = aReading();
    const { paced, change } = aPace(first);
    const source = {
      id: "kubernetes/pods",
      what: "Pods",
      from: "kubernetes" as const,
      state: "down" as const,
      version: "v1",
      namespaces: [],
      message: "",
      since: "2026-11-22T10:00:00Z",
      warnings: [],
    };
    change({ ...first, revision: 2, statements: [source] });
    expect(paced.current().revision).toBe(2);
  });

  test("is never older than what was read until everything was read", () => {
    const { paced, change } = aPace(aReading({}, { synced: false }));
    change(aReading({}, { synced: false, revision: 5 }));
    expect(paced.current().revision).toBe(5);
  });

  test("tells nobody after it was stopped", () => {
    const first = aReading();
    const { paced, change, shown } = aPace(first);
    change({ ...first, revision: 2 });
    paced.stop();
    vi.advanceTimersByTime(2 * PACE_MS);
    expect(shown).not.toHaveBeenCalled();
  });
});
