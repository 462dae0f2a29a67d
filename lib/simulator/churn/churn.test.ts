import { describe, expect, it, vi } from "vitest";
import { SimulatedClock } from "@/lib/simulator/clock";
import { resourceDefinitions } from "@/lib/simulator/kubernetes/resources";
import { readMesh } from "@/lib/simulator/mesh/read";
import { buildScenario } from "@/lib/simulator/scenarios/catalog";
import { ObjectStore, type StoreChange } from "@/lib/simulator/store";
import { type Edge, edgesOf } from "@/lib/simulator/traffic/edge";
import { World } from "@/lib/simulator/world";

// Worlds of a thousand services are made and read afresh.
vi.setConfig({ testTimeout: 60_000 });

const startMs = Date.UTC(2026, 0, 15, 9, 0, 7);

function start(scenario: "large" | "ambient" | "shop", seed = 7) {
  const clock = new SimulatedClock(startMs);
  const store = new ObjectStore(clock);
  const world = new World(
    { store, clock, scrapeIntervalMs: 15_000 },
    scenario,
    seed,
  );
  const changes: StoreChange[] = [];
  store.onChange((change) => changes.push(change));
  const counts = () => resourceDefinitions.map(({ kind }) => store.count(kind));
  return { clock, store, world, changes, counts };
}

function steps(
  { world }: Pick<ReturnType<typeof start>, "world">,
  count: number,
) {
  return Array.from({ length: count }, () => world.churn.step());
}

describe("churn", () => {
  it("never changes how many objects of a kind there are", () => {
    const it = start("large");
    const before = it.counts();
    steps(it, 130);
    expect(it.counts()).toEqual(before);
  });

  it("rolls pods, moves callers and changes policies", () => {
    const done = steps(start("large"), 60).map((it) => it?.split(" ")[0]);
    expect(new Set(done)).toEqual(new Set(["pod", "caller", "policy"]));
    expect(done.filter((it) => it === "pod")).toHaveLength(56);
  });

  it("is the same for the same seed", () => {
    expect(steps(start("large"), 70)).toEqual(steps(start("large"), 70));
    expect(steps(start("large"), 70)).not.toEqual(steps(start("large", 8), 70));
  });

  it("tells of a rolled pod as a cluster does: one gone, one new, endpoints moved", () => {
    const it = start("large");
    it.world.churn.step();
    const [gone, come, ...moved] = it.changes;
    expect(gone).toMatchObject({ type: "DELETED", object: { kind: "Pod" } });
    expect(come).toMatchObject({ type: "ADDED", object: { kind: "Pod" } });
    const was = gone?.object.metadata;
    const is = come?.object.metadata;
    expect(is?.labels).toEqual(was?.labels);
    expect(is?.uid).not.toBe(was?.uid);
    expect(is?.name).not.toBe(was?.name);
    expect(Object(come?.object.status).podIP).not.toBe(
      Object(gone?.object.status).podIP,
    );
    expect(moved.length).toBeGreaterThan(0);
    for (const { type, object } of moved) {
      expect([type, object.kind]).toEqual(["MODIFIED", "EndpointSlice"]);
      expect(JSON.stringify(object)).toContain(is?.uid);
      expect(JSON.stringify(object)).not.toContain(was?.uid);
    }
  });

  it("gives no two pods one address", () => {
    const it = start("shop");
    steps(it, 200);
    const addresses = it.store
      .list("Pod")
      .filter(({ spec }) => Object(spec).hostNetwork !== true)
      .map(({ status }) => Object(status).podIP);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it("lets a caller change over to mutual TLS", () => {
    const it = start("large");
    const done = steps(it, 20).at(-1);
    const [namespace, workload] = (done ?? "")
      .slice("caller ".length)
      .split("/");
    const wires = it.world.traffic
      .edges()
      .filter(
        ({ client, server }) =>
          client.namespace === namespace &&
          client.workload === workload &&
          server.hasProxy,
      )
      .map(({ outcome }) => outcome.wire);
    expect(new Set(wires)).toEqual(new Set(["mtls"]));
  });
});

describe("what changes reach", () => {
  it.each(["large", "ambient", "shop"] as const)(
    "is all that differs from reading %s afresh",
    (scenario) => {
      const it = start(scenario);
      const { flows } = buildScenario(scenario, { seed: 7, nowMs: startMs });
      for (let round = 0; round < 12; round += 1) {
        steps(it, 10);
        expect(sayings(it.world.traffic.edges())).toEqual(
          sayings(edgesOf(readMesh(it.store), flows)),
        );
      }
    },
  );

  it("is counted by proxies that are there, and by no other", () => {
    const it = start("large");
    steps(it, 100);
    it.world.traffic.settle();
    it.clock.advance(60_000);
    const counted = [...it.world.traffic.series.ofName("istio_build")]
      .filter((one) => one.exportedAt(it.clock.nowMs()) !== null)
      .map(({ labels }) => `${labels.namespace}/${labels.pod}`);
    const proxied = it.store
      .list("Pod")
      .filter((pod) => JSON.stringify(pod.spec).includes('"istio-proxy"'))
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    const names = new Set(proxied);
    expect(counted.filter((name) => !names.has(name))).toEqual([]);
    expect(counted.length).toBeGreaterThan(0.9 * proxied.length);
  });
});

function sayings(edges: readonly Edge[]): string[] {
  return edges.map(
    ({ key, outcome, ratePerMs }) =>
      `${key} ${outcome.kind} ${outcome.wire} ${ratePerMs}`,
  );
}
