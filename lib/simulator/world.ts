import { Churn } from "./churn/churn";
import type { SimulatedClock } from "./clock";
import { resourceDefinitions } from "./kubernetes/resources";
import { buildScenario, type ScenarioName } from "./scenarios/catalog";
import type { ObjectStore } from "./store";
import { flowName } from "./traffic/flow";
import { Traffic } from "./traffic/traffic";

export interface WorldOptions {
  readonly store: ObjectStore;
  readonly clock: SimulatedClock;
  readonly scrapeIntervalMs: number;
}

/** What one caller experiences of one service. */
export interface CallResult {
  /** "sleep.legacy → httpbin.foo" */
  readonly flow: string;
  readonly protocol: string;
  /** 200 and the like; 503 = refused at a sidecar's side; 000 = connection closed on a bare caller. */
  readonly code: string;
  readonly mtls: boolean;
}

/** A running scenario: its objects in the store, its traffic between them. */
export class World {
  /** API groups, group versions and kinds the cluster does not serve; the same set for the server's whole life. */
  readonly absent = new Set<string>();
  private absentByScenario: readonly string[] = [];
  private current: {
    name: ScenarioName;
    seed: number;
    traffic: Traffic;
    churn: Churn;
  };

  constructor(
    private readonly options: WorldOptions,
    name: ScenarioName,
    seed: number,
  ) {
    this.current = { name, seed, ...this.load(name, seed) };
  }

  get scenario(): ScenarioName {
    return this.current.name;
  }

  get seed(): number {
    return this.current.seed;
  }

  get traffic(): Traffic {
    return this.current.traffic;
  }

  /** Takes a step only when asked to. */
  get churn(): Churn {
    return this.current.churn;
  }

  /** Starts over. The store goes on, so whoever watches it sees one world being taken down and another built. */
  reset(name: ScenarioName, seed: number): void {
    this.current.traffic.stop();
    this.current = { name, seed, ...this.load(name, seed) };
  }

  /** Every flow once, with the worst that happens to any of its pods; sorted by name. */
  calls(): CallResult[] {
    const results = new Map<string, CallResult>();
    for (const { flow, client, outcome, path } of this.traffic.edges()) {
      const name = flowName(flow);
      const refused = outcome.kind === "refused";
      const result: CallResult = {
        flow: name,
        protocol: flow.protocol,
        code: refused
          ? client.hasProxy || path.waypoint !== null
            ? "503"
            : "000"
          : String(flow.responseCode ?? 200),
        mtls: !refused && (outcome.wire === "mtls" || outcome.wire === "hbone"),
      };
      const known = results.get(name);
      if (known === undefined || badness(result) > badness(known)) {
        results.set(name, result);
      }
    }
    return [...results.values()].sort((left, right) =>
      left.flow < right.flow ? -1 : 1,
    );
  }

  /** Serves what the scenario serves, but for these kinds, groups or group versions. */
  restoreServed(exceptFor: readonly string[] = []): void {
    this.absent.clear();
    for (const name of [...this.absentByScenario, ...exceptFor]) {
      this.absent.add(name);
    }
  }

  private load(
    name: ScenarioName,
    seed: number,
  ): { traffic: Traffic; churn: Churn } {
    const { store, clock, scrapeIntervalMs } = this.options;
    const scenario = buildScenario(name, { seed, nowMs: clock.nowMs() });
    const kept = new Set(scenario.objects.map(identityOf));
    const present = resourceDefinitions.flatMap(({ kind }) => [
      ...store.list(kind),
    ]);
    for (const object of present) {
      if (!kept.has(identityOf(object))) {
        const { namespace, name: objectName } = object.metadata;
        store.remove(object.kind, namespace, objectName);
      }
    }
    this.absentByScenario = scenario.absentGroups;
    this.restoreServed();
    for (const object of scenario.objects) {
      store.seed(object);
    }
    const { flows } = scenario;
    const traffic = new Traffic({
      store,
      clock,
      seed,
      scrapeIntervalMs,
      flows,
      unscrapedNamespaces: new Set(scenario.unscrapedNamespaces),
    });
    return { traffic, churn: new Churn({ store, clock, seed, flows }) };
  }
}

function badness({ code, mtls }: CallResult): number {
  return code === "000" || code === "503" ? 2 : mtls ? 0 : 1;
}

function identityOf(object: {
  kind: string;
  metadata: { namespace?: string; name: string };
}): string {
  const { namespace, name } = object.metadata;
  return `${object.kind}/${namespace ?? ""}/${name}`;
}
