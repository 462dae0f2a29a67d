import { afterEach, describe, expect, test, vi } from "vitest";
import type { KubernetesConnection } from "@/lib/kubernetes/connection";
import { STRICT_CRITERIA } from "@/lib/mesh/readiness/criteria";
import { anInventory, aTelemetry } from "@/lib/mesh/testing/inventory-builders";
import { Hub } from "./hub";

const connection: KubernetesConnection = {
  context: "test",
  server: "https://127.0.0.1:1",
  namespace: "default",
  requestJson: async () => {
    throw new Error("nothing is sent here");
  },
  requestText: async () => {
    throw new Error("nothing is sent here");
  },
  openStream: async () => {
    throw new Error("nothing is sent here");
  },
  close: () => undefined,
};

function aHub() {
  vi.useFakeTimers({ now: 0 });
  let revision = 1;
  let changed = () => {};
  const inventory = anInventory();
  const hub = new Hub({
    connection,
    criteria: STRICT_CRITERIA,
    refreshMs: 1_000,
    clock: () => Date.now(),
    readTelemetry: async () => ({
      state: "read",
      telemetry: aTelemetry([], []),
      warnings: [],
      notes: [],
      queries: 3,
      tookMs: 1,
    }),
    readTrend: async () => {
      throw new Error("no trend is asked for here");
    },
    startInventory: (onChange) => {
      changed = () => {
        revision += 1;
        onChange();
      };
      return {
        current: () => ({
          inventory,
          statements: [],
          synced: true,
          revision,
          meshConfigKnown: true,
          istioPresent: true,
          policiesReadable: () => true,
          podsReadable: () => true,
          destinationRulesReadable: () => true,
        }),
        stop: async () => undefined,
      };
    },
  });
  return { hub, change: () => changed() };
}

afterEach(() => vi.useRealTimers());

describe("Hub", () => {
  test("builds a snapshot once per version, and anew after a change", async () => {
    const { hub, change } = aHub();
    const first = await hub.snapshot("1h");
    expect(await hub.snapshot("1h")).toBe(first);
    change();
    const second = await hub.snapshot("1h");
    expect(second.version).not.toBe(first.version);
    await hub.stop();
  });

  test("tells every listener of a change, whatever one of them does", async () => {
    const { hub, change } = aHub();
    const heard: string[] = [];
    await hub.snapshot("1h");
    hub.subscribe("1h", () => {
      throw new Error("gone");
    });
    hub.subscribe("1h", (version) => heard.push(version));
    change();
    expect(heard).toEqual([hub.currentVersion("1h")]);
    await hub.stop();
  });

  test("never repeats a version of a window that was let go and is read anew", async () => {
    const { hub } = aHub();
    const seen = new Set<string>();
    const look = async () => (await hub.snapshot("24h")).version;
    seen.add(await look());
    await vi.advanceTimersByTimeAsync(300_000);
    expect(seen.has(await look())).toBe(false);
    await hub.stop();
  });
});
