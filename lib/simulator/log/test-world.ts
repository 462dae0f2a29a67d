import { SimulatedClock } from "@/lib/simulator/clock";
import type { Labels } from "@/lib/simulator/promql/labels";
import type { ScenarioName } from "@/lib/simulator/scenarios/catalog";
import { ObjectStore, type StoredObject } from "@/lib/simulator/store";
import { World } from "@/lib/simulator/world";

const startMs = Date.UTC(2026, 0, 15, 9, 0, 7);

/** A world for tests of logs, with a clock that only tests move. */
export class TestWorld {
  readonly clock = new SimulatedClock(startMs);
  readonly store = new ObjectStore(this.clock);
  readonly world: World;

  constructor(scenario: ScenarioName, seed = 7) {
    this.world = new World(
      { store: this.store, clock: this.clock, scrapeIntervalMs: 15_000 },
      scenario,
      seed,
    );
  }

  pods(namespace: string, app: string): StoredObject[] {
    return this.store
      .list("Pod", namespace)
      .filter(({ metadata }) => metadata.labels?.app === app);
  }

  /** Of the first pod of a workload. */
  pod(namespace: string, app: string): StoredObject {
    const [pod] = this.pods(namespace, app);
    if (pod === undefined) throw new Error(`no pod of ${namespace}/${app}`);
    return pod;
  }

  /** The log of a pod's proxy as text; all of it where no moment is given. */
  log(
    pod: StoredObject,
    sinceMs: number | null = null,
    tail: number | null = null,
  ): string {
    return this.world.traffic
      .proxyLog(pod.metadata.uid, sinceMs, tail)
      .map(({ text }) => `${text}\n`)
      .join("");
  }

  /** Lets time pass, and says from when. */
  pass(minutes: number): number {
    this.world.traffic.settle();
    const fromMs = this.clock.nowMs();
    this.clock.advance(minutes * 60_000);
    return fromMs;
  }

  /** What all counters of a name with these labels grew by since then, as the proxies export them. */
  grown(name: string, labels: Labels, sinceMs: number): number {
    let sum = 0;
    for (const series of this.world.traffic.series.ofName(name)) {
      if (
        Object.entries(labels).every(([key, it]) => series.labels[key] === it)
      ) {
        sum +=
          (series.exportedAt(this.clock.nowMs()) ?? 0) -
          (series.exportedAt(sinceMs) ?? 0);
      }
    }
    return sum;
  }

  /** More lines for the mesh config, in front of what it says already. */
  configure(...lines: string[]): void {
    const map = this.store.get("ConfigMap", "istio-system", "istio");
    if (map === undefined) throw new Error("no mesh config");
    const { data } = map as StoredObject & { data: { mesh: string } };
    this.store.seed({
      ...map,
      data: { ...data, mesh: [...lines, data.mesh].join("\n") },
    });
  }

  telemetry(namespace: string, name: string, spec: object): void {
    this.store.seed({
      apiVersion: "telemetry.istio.io/v1",
      kind: "Telemetry",
      metadata: { namespace, name },
      spec,
    });
  }
}

export function ipOf(pod: StoredObject): string {
  const { podIP } = (pod as StoredObject & { status: { podIP: string } })
    .status;
  return podIP;
}
