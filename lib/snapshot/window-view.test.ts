import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { STRICT_CRITERIA } from "@/lib/mesh/readiness/criteria";
import {
  anInventory,
  aPod,
  aPolicy,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { MeshMemory } from "./mesh-memory";
import { aReading } from "./testing/a-reading";
import { WindowView } from "./window-view";

const NAMES = Array.from({ length: 400 }, (_, i) => `shop/service-${i}`);

function aView() {
  let readings = 0;
  let revision = 1;
  let inventory = anInventory({
    services: NAMES.map((name) => aService(name)),
    pods: NAMES.map((name) => aPod(`${name}-1`)),
  });
  const view = new WindowView({
    window: "1h",
    cluster: { context: "test", server: "https://127.0.0.1:1" },
    criteria: STRICT_CRITERIA,
    clock: Date.now,
    bootId: "boot",
    memory: new MeshMemory(Date.now),
    refreshMs: 60_000,
    nextSequence: () => ++readings,
    onBuilt: () => undefined,
    reading: () => aReading(inventory, { inventory, revision }),
    readTelemetry: async () => ({
      state: "read",
      telemetry: { ...aTelemetry([], []), evaluatedAtS: readings },
      warnings: [],
      notes: [],
      queries: 3,
      tookMs: 1,
    }),
  });
  return {
    view,
    lock: () => {
      revision += 1;
      inventory = {
        ...inventory,
        peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
      };
    },
  };
}

test("while every row is judged anew by the next reading, a policy is shown at once, with the figures of the last", async () => {
  const { view, lock } = aView();
  await view.firstReading();
  expect(view.snapshot().trafficAsOfS).toBe(0);

  let isShown = false;
  const next = view.refresh().then(() => {
    isShown = true;
  });
  await setImmediate();
  lock();
  const meanwhile = view.snapshot();
  expect(isShown).toBe(false);
  expect(meanwhile.trafficAsOfS).toBe(0);
  expect(meanwhile.matrix.rows[0]?.policy.mode).toBe("STRICT");

  await next;
  const after = view.snapshot();
  expect(after.trafficAsOfS).toBe(1);
  expect(after.matrix.rows[0]?.policy.mode).toBe("STRICT");
  expect(after.matrix.rows).toHaveLength(NAMES.length);
  view.stop();
});

test("whoever listens is told of a reading only when it can be shown", async () => {
  const { view } = aView();
  await view.firstReading();
  const heard: string[] = [];
  view.listeners.add((version) => heard.push(version));
  await view.refresh();
  expect(heard).toEqual([view.version()]);
  expect(view.snapshot().trafficAsOfS).toBe(1);
  view.stop();
});
