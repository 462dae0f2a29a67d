import { afterEach, describe, expect, test, vi } from "vitest";
import type { KubernetesConnection } from "@/lib/kubernetes/connection";
import { STRICT_CRITERIA } from "@/lib/mesh/readiness/criteria";
import { anInventory, aTelemetry } from "@/lib/mesh/testing/inventory-builders";
import {
  MAX_WINDOW_S,
  MIN_WINDOW_S,
  type Window,
  windowOfSeconds,
} from "@/lib/mesh/window";
import { Hub, MOST_CUSTOM_WINDOWS } from "./hub";
import { aReading } from "./testing/a-reading";

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

const REFRESH_MS = 15_000;

function aHub() {
  vi.useFakeTimers({ now: 0 });
  let revision = 1;
  let changed = () => {};
  const asked: AbortSignal[] = [];
  let inventory = anInventory();
  const hub = new Hub({
    connection,
    criteria: STRICT_CRITERIA,
    refreshMs: REFRESH_MS,
    clock: () => Date.now(),
    readTelemetry: async (_, signal) => {
      asked.push(signal);
      return {
        state: "read",
        telemetry: aTelemetry([], []),
        warnings: [],
        notes: [],
        queries: 3,
        tookMs: 1,
      };
    },
    readTrend: async () => {
      throw new Error("no trend is asked for here");
    },
    readMeshTrend: async () => {
      throw new Error("no trend is asked for here");
    },
    startInventory: (onChange) => {
      changed = () => {
        revision += 1;
        // Of a policy, which is told at once.
        const { peerAuthentications } = inventory;
        inventory = {
          ...inventory,
          peerAuthentications: [...peerAuthentications],
        };
        onChange();
      };
      return {
        current: () => aReading(inventory, { inventory, revision }),
        stop: async () => undefined,
      };
    },
  });
  return { hub, change: () => changed(), asked };
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

describe("somebody who asks for every length there is", () => {
  const lengths: Window[] = [];
  for (let s = MIN_WINDOW_S; s <= MAX_WINDOW_S; s += 60) {
    const window = windowOfSeconds(s);
    if (window) lengths.push(window);
  }

  test("makes Prometheus work for a few windows, and the usual ones still answer", async () => {
    const { hub, asked } = aHub();
    let refused = 0;
    let mostOpen = 0;
    for (const [at, window] of lengths.entries()) {
      try {
        void hub.snapshot(window).catch(() => {
          refused += 1;
        });
        hub.currentVersion(window);
      } catch {
        // As the listener of a stream would be told.
      }
      if (at % 100 === 0) {
        await vi.advanceTimersByTimeAsync(1_000);
        const open = new Set(asked.filter(({ aborted }) => !aborted));
        mostOpen = Math.max(mostOpen, open.size);
      }
    }
    expect(lengths.length).toBeGreaterThan(43_000);
    expect(refused).toBeGreaterThan(42_000);
    expect(mostOpen).toBeLessThanOrEqual(8 + MOST_CUSTOM_WINDOWS);
    // Eight usual windows and four others, each asked once per refresh and once when it was opened.
    const refreshes = Math.ceil(Date.now() / REFRESH_MS);
    expect(asked.length).toBeLessThanOrEqual(
      2 * (8 + MOST_CUSTOM_WINDOWS) * refreshes,
    );
    expect((await hub.snapshot("1h")).window).toBe("1h");
    await hub.stop();
    expect(asked.filter(({ aborted }) => !aborted)).toEqual([]);
  });

  test("does not take a window away from who listens to it", async () => {
    const { hub, change } = aHub();
    const [mine, ...others] = lengths.filter((window) => window.endsWith("m"));
    if (!mine) throw new Error("no window");
    const heard: string[] = [];
    hub.subscribe(mine, (version) => heard.push(version));
    for (const other of others.slice(0, 100)) {
      await vi.advanceTimersByTimeAsync(REFRESH_MS);
      hub.currentVersion(other);
    }
    heard.length = 0;
    change();
    expect(heard).toEqual([hub.currentVersion(mine)]);
    await hub.stop();
  });
});
