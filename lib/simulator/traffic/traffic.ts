import type { SimulatedClock } from "@/lib/simulator/clock";
import { ProxyLogs } from "@/lib/simulator/log/proxy-logs";
import type { LogLine } from "@/lib/simulator/log/proxy-messages";
import { KINDS_OF_THE_MESH, readMesh } from "@/lib/simulator/mesh/read";
import { type Reach, refreshMesh } from "@/lib/simulator/mesh/refresh";
import type { MeshView, PodView } from "@/lib/simulator/mesh/view";
import type { Labels } from "@/lib/simulator/promql/labels";
import { fractionOf } from "@/lib/simulator/random";
import type { ObjectStore, StoreChange } from "@/lib/simulator/store";
import { type Pace, phaseAt } from "./counter";
import { type Edge, edgesOfFlow } from "./edge";
import type { Flow } from "./flow";
import { flowsByNamespace } from "./flows-by-namespace";
import { ConstantLife, CounterLife } from "./life";
import { sameCourse } from "./same-course";
import { ScrapeSchedule } from "./scrape-schedule";
import { SeriesIndex } from "./series-index";
import { emissionsOf, proxyBuildLabels } from "./telemetry";

export interface TrafficOptions {
  readonly store: ObjectStore;
  readonly clock: SimulatedClock;
  readonly seed: number;
  readonly flows: readonly Flow[];
  /** Namespaces whose proxies no Prometheus scrapes. */
  readonly unscrapedNamespaces: ReadonlySet<string>;
  readonly scrapeIntervalMs: number;
}

/** How far back the world remembers before it was started. */
const historyMs = 31 * 24 * 3_600_000;

interface RunningEdge {
  edge: Edge;
  readonly pace: Pace;
  readonly counted: readonly CounterLife[];
}

/** A sidecar, gateway, waypoint or ztunnel that runs. */
interface Proxy {
  readonly pod: PodView;
  readonly build: ConstantLife | null;
}

const NO_EDGES: ReadonlyMap<string, RunningEdge> = new Map();

/**
 * Who called whom, when, and what was counted of it. Between two changes of the store every caller
 * keeps an even pace, so a change closes an epoch and opens the next, for the callers it can reach:
 *
 *     store change ─▶ refreshMesh ─▶ edges ─▶ paces ─▶ series ─▶ Prometheus API, /metrics
 *                                            └────▶ proxy logs ─▶ pods/log
 *
 * The first epoch reaches back 31 days, as if the initial objects had always been there.
 */
export class Traffic {
  readonly series: SeriesIndex;
  private readonly schedule: ScrapeSchedule;
  private readonly logs = new ProxyLogs();
  private mesh: MeshView;
  private readonly startedMs: number;
  /** Of each flow, by the edge's key. */
  private readonly running: Map<string, RunningEdge>[] = [];
  private readonly flowsOf: ReadonlyMap<string, readonly number[]>;
  /** Running proxies by namespace, then uid. */
  private readonly proxies = new Map<string, Map<string, Proxy>>();
  private readonly counters = new Map<string, CounterLife[]>();
  private changes: StoreChange[] = [];
  private changedMs: number | null = null;
  private readonly stopListening: () => void;

  constructor(private readonly options: TrafficOptions) {
    const { clock, store, scrapeIntervalMs } = options;
    this.startedMs = clock.nowMs();
    this.schedule = new ScrapeSchedule(scrapeIntervalMs, clock);
    this.series = new SeriesIndex(this.schedule);
    this.flowsOf = flowsByNamespace(options.flows);
    this.mesh = readMesh(store);
    this.turn("all", this.startedMs - historyMs);
    this.stopListening = store.onChange((change) => {
      if (!KINDS_OF_THE_MESH.has(change.object.kind)) {
        return;
      }
      this.changes.push(change);
      if (this.changedMs === null) {
        this.changedMs = clock.nowMs();
        // Many writes in a row become one epoch; whoever reads in between asks `settle` first.
        setImmediate(() => this.settle());
      }
    });
  }

  stop(): void {
    this.stopListening();
  }

  /** Prometheus loses what it recorded before; the proxies' counters know nothing of it. */
  forgetBefore(timeMs: number): void {
    this.schedule.recordedFromMs = timeMs;
  }

  /** Makes every change so far take effect; call it before reading. */
  settle(): void {
    if (this.changedMs !== null) {
      const atMs = this.changedMs;
      const { store } = this.options;
      const { mesh, reach } = refreshMesh(store, this.mesh, this.changes);
      this.changedMs = null;
      this.changes = [];
      this.mesh = mesh;
      this.turn(reach, atMs);
    }
  }

  /** What every caller does right now. */
  edges(): readonly Edge[] {
    this.settle();
    const running = this.running.flatMap((edges) => [...edges.values()]);
    return running.map(({ edge }) => edge);
  }

  /**
   * The log of a pod's proxy, oldest line first; empty for pods without one.
   * @throws UnknownExpression where a Telemetry filters by something that is not simulated
   */
  proxyLog(
    uid: string,
    sinceMs: number | null,
    tail: number | null,
  ): LogLine[] {
    this.settle();
    for (const proxies of this.proxies.values()) {
      const proxy = proxies.get(uid);
      if (proxy !== undefined) {
        const nowMs = this.options.clock.nowMs();
        return this.logs.read(proxy.pod, nowMs, sinceMs, tail);
      }
    }
    return [];
  }

  private turn(reach: Reach, atMs: number): void {
    const { mesh } = this;
    this.logs.turn(mesh, atMs);
    this.turnProxies(
      reach === "all"
        ? new Set([...this.proxies.keys(), ...mesh.podsByNamespace.keys()])
        : reach,
      atMs,
    );
    const { flows } = this.options;
    if (reach === "all") {
      flows.forEach((flow, index) => {
        this.turnFlow(flow, index, atMs);
      });
      return;
    }
    const reached = [...reach].flatMap((it) => this.flowsOf.get(it) ?? []);
    for (const index of new Set(reached)) {
      const flow = flows[index];
      if (flow !== undefined) this.turnFlow(flow, index, atMs);
    }
  }

  private turnFlow(flow: Flow, index: number, atMs: number): void {
    const before = this.running[index] ?? NO_EDGES;
    const now = new Map<string, RunningEdge>();
    for (const edge of edgesOfFlow(this.mesh, flow, index)) {
      const previous = before.get(edge.key);
      if (previous !== undefined && sameCourse(previous.edge, edge)) {
        previous.edge = edge;
        now.set(edge.key, previous);
      } else {
        const phase = this.close(previous, atMs);
        now.set(edge.key, this.open(edge, atMs, phase));
      }
    }
    for (const [key, gone] of before) {
      if (!now.has(key)) {
        this.close(gone, atMs);
      }
    }
    this.running[index] = now;
  }

  private open(edge: Edge, atMs: number, phase: number | null): RunningEdge {
    const { mesh } = this;
    const { startsAtS, endsAtS } = edge.flow;
    const fromMs = Math.max(
      atMs,
      edge.server.createdMs,
      edge.client.pod?.createdMs ?? atMs,
      startsAtS === undefined ? atMs : this.startedMs + startsAtS * 1_000,
    );
    const untilMs =
      endsAtS === undefined
        ? Number.POSITIVE_INFINITY
        : this.startedMs + endsAtS * 1_000;
    const pace: Pace = {
      fromMs,
      toMs: untilMs === Number.POSITIVE_INFINITY ? null : untilMs,
      ratePerMs: fromMs >= untilMs ? 0 : edge.ratePerMs,
      phase: phase ?? fractionOf(`${this.options.seed}|${edge.key}`),
    };
    this.logs.begin(mesh, edge, pace);
    const counted = emissionsOf(mesh, edge, (namespace) =>
      this.isScraped(namespace),
    ).map(({ name, labels, reporterUid, perCall }) => {
      const life = this.counterLife(name, labels, reporterUid, perCall);
      life.begin(pace);
      return life;
    });
    return { edge, pace, counted };
  }

  /** @returns how far along the next call was, for the pace that follows. */
  private close(running: RunningEdge | undefined, atMs: number): number | null {
    if (running === undefined) {
      return null;
    }
    const { pace, counted } = running;
    pace.toMs = Math.min(pace.toMs ?? atMs, Math.max(atMs, pace.fromMs));
    for (const life of counted) {
      life.end(pace);
    }
    return phaseAt(pace, atMs);
  }

  private counterLife(
    name: string,
    labels: Labels,
    reporterUid: string,
    perCall: number,
  ): CounterLife {
    const series = this.series.obtain(name, labels, true);
    const current = series.lives.at(-1);
    if (
      current instanceof CounterLife &&
      current.endedMs === null &&
      current.reporterUid === reporterUid
    ) {
      return current;
    }
    const life = new CounterLife(reporterUid, perCall);
    series.lives.push(life);
    const ofReporter = this.counters.get(reporterUid) ?? [];
    this.counters.set(reporterUid, ofReporter);
    ofReporter.push(life);
    return life;
  }

  /** Proxies that came and went: a process that ends takes all its series and its log with it. */
  private turnProxies(namespaces: ReadonlySet<string>, atMs: number): void {
    const ztunnels = new Set(this.mesh.ztunnels.values());
    for (const namespace of namespaces) {
      const before = this.proxies.get(namespace) ?? new Map<string, Proxy>();
      const now = new Map<string, Proxy>();
      for (const pod of this.mesh.podsByNamespace.get(namespace) ?? []) {
        if (pod.hasProxy || ztunnels.has(pod)) {
          const build = before.get(pod.uid)?.build ?? this.build(pod, atMs);
          now.set(pod.uid, { pod, build });
        }
      }
      for (const [uid, { build }] of before) {
        if (now.has(uid)) continue;
        this.logs.forget(uid);
        if (build !== null) build.endedMs = atMs;
        for (const counter of this.counters.get(uid) ?? []) {
          counter.endedMs = atMs;
        }
        this.counters.delete(uid);
      }
      this.proxies.set(namespace, now);
    }
  }

  /** `istio_build` of a proxy that came; null = nobody scrapes it. */
  private build(pod: PodView, atMs: number): ConstantLife | null {
    if (!this.isScraped(pod.namespace)) {
      return null;
    }
    const life = new ConstantLife(
      pod.uid,
      Math.max(atMs, Math.min(pod.createdMs, this.startedMs)),
      1,
    );
    this.series
      .obtain(
        "istio_build",
        proxyBuildLabels(pod, pod.hasProxy ? "proxy" : "ztunnel"),
        false,
      )
      .lives.push(life);
    return life;
  }

  private isScraped(namespace: string): boolean {
    return !this.options.unscrapedNamespaces.has(namespace);
  }
}
