import { describe, expect, it } from "vitest";
import { SimulatedClock } from "@/lib/simulator/clock";
import { ObjectStore } from "@/lib/simulator/store";
import { World } from "@/lib/simulator/world";
import { Narrator } from "./narrator";

describe("the demo's running commentary", () => {
  it("says once what changed for whom, and nothing while nothing changes", () => {
    const clock = new SimulatedClock(Date.UTC(2026, 0, 15, 9));
    const store = new ObjectStore(clock);
    const world = new World(
      { store, clock, scrapeIntervalMs: 15_000 },
      "migration",
      7,
    );
    const narrator = new Narrator(world);
    expect(narrator.summary()).toBe("9 callers: 9 answered in plaintext");
    expect(narrator.news()).toEqual([]);
    store.seed({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "default", namespace: "foo" },
      spec: { mtls: { mode: "STRICT" } },
    });
    expect(narrator.news()).toEqual([
      "sleep.bar → httpbin.foo: 200 → 503 refused",
      "sleep.foo → httpbin.foo: 200 → 503 refused",
      "sleep.legacy → httpbin.foo: 200 → 000 refused",
    ]);
    expect(narrator.news()).toEqual([]);
  });
});
