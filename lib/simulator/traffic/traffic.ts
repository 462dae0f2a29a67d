import type { SimulatedClock } from "@/lib/simulator/clock";
import { ProxyLogs } from "@/lib/simulator/log/proxy-logs";
import type { LogLine } from "@/lib/simulator/log/proxy-messages";
import { KINDS_OF_THE_MESH, readMesh } from "@/lib/simulator/mesh/read";
import type { MeshView, PodView } from "@/lib/simulator/mesh/view";
import type { Labels } from "@/lib/simulator/promql/labels";
import { fractionOf } from "@/lib/simulator/random";
import type { ObjectStore } from "@/lib/simulator/store";
import { type Pace, phaseAt } from "./counter";
import { type Edge, edgesOf } from "./edge";
import type { Flow } from "./flow";
import { ConstantLife, CounterLife } from "./life";
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

/**
 * Who called whom, when, and what was counted of it. Between two changes of the store every caller
 * keeps an even pace, so a change closes an epoch and opens the next:
 *
 *     store change ─▶ readMesh ─▶ edges ─▶ paces ─▶ series ─▶ Prometheus API, /metrics
 *                                            └────▶ proxy logs ─▶ pods/log
 *
 * The first epoch reaches back 31 days, as if the initial objects had always been there.
 */
export class Traffic {
  readonly series: SeriesIndex;
  private readonly logs = new ProxyLogs();
  private pods: ReadonlyMap<string, PodView> = new Map();
  private readonly startedMs: number;
  private running = new Map<string, RunningEdge>();
  private reporting = new Map<string, ConstantLife>();
  private readonly counters = new Map<string, CounterLife[]>();
  private changedMs: number | null = null;
  private recordedFromMs = Number.NEGATIVE_INFINITY;
  private readonly stopListening: () => void;

  constructor(private readonly options: TrafficOptions) {
    const { clock, store, scrapeIntervalMs } = options;
    this.startedMs = clock.nowMs();
    this.series = new SeriesIndex({
      intervalMs: scrapeIntervalMs,
      nowMs: () => clock.nowMs(),
      recordedFromMs: () => this.recordedFromMs,
    });
    this.turn(this.startedMs - historyMs);
    this.stopListening = store.onChange(({ object }) => {
      if (KINDS_OF_THE_MESH.has(object.kind) && this.changedMs === null) {
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
    this.recordedFromMs = timeMs;
  }

  /** Makes every change so far take effect; call it before reading. */
  settle(): void {
    if (this.changedMs !== null) {
      const atMs = this.changedMs;
      this.changedMs = null;
      this.turn(atMs);
    }
  }

  /** What every caller does right now. */
  edges(): readonly Edge[] {
    this.settle();
    return [...this.running.values()].map(({ edge }) => edge);
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
    const pod = this.pods.get(uid);
    return pod === undefined
      ? []
      : this.logs.read(pod, this.options.clock.nowMs(), sinceMs, tail);
  }

  private turn(atMs: number): void {
    const mesh = readMesh(this.options.store);
    this.pods = proxiesOf(mesh);
    this.logs.turn(mesh, atMs);
    this.turnReporters(mesh, atMs);
    const before = this.running;
    this.running = new Map();
    for (const edge of edgesOf(mesh, this.options.flows)) {
      const previous = before.get(edge.key);
      if (previous !== undefined && sameCourse(previous.edge, edge)) {
        previous.edge = edge;
        this.running.set(edge.key, previous);
      } else {
        before.delete(edge.key);
        const phase = this.close(previous, edge.key, atMs);
        this.running.set(edge.key, this.open(mesh, edge, atMs, phase));
      }
    }
    for (const [key, gone] of before) {
      if (!this.running.has(key)) {
        this.close(gone, key, atMs);
      }
    }
  }

  private open(
    mesh: MeshView,
    edge: Edge,
    atMs: number,
    phase: number | null,
  ): RunningEdge {
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
      life.begin(edge.key, pace);
      return life;
    });
    return { edge, pace, counted };
  }

  /** @returns how far along the next call was, for the pace that follows. */
  private close(
    running: RunningEdge | undefined,
    key: string,
    atMs: number,
  ): number | null {
    if (running === undefined) {
      return null;
    }
    const { pace, counted } = running;
    pace.toMs = Math.min(pace.toMs ?? atMs, Math.max(atMs, pace.fromMs));
    for (const life of counted) {
      life.end(key);
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

  /** Proxies that came and went: a process that ends takes all its series with it. */
  private turnReporters(mesh: MeshView, atMs: number): void {
    const before = this.reporting;
    this.reporting = new Map();
    for (const pod of proxiesOf(mesh).values()) {
      if (!this.isScraped(pod.namespace)) {
        continue;
      }
      const known = before.get(pod.uid);
      if (known !== undefined) {
        this.reporting.set(pod.uid, known);
        continue;
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
      this.reporting.set(pod.uid, life);
    }
    for (const [uid, life] of before) {
      if (!this.reporting.has(uid)) {
        life.endedMs = atMs;
        for (const counter of this.counters.get(uid) ?? []) {
          counter.endedMs = atMs;
        }
        this.counters.delete(uid);
      }
    }
  }

  private isScraped(namespace: string): boolean {
    return !this.options.unscrapedNamespaces.has(namespace);
  }
}

/** Sidecars, gateways, waypoints and ztunnels, by uid. */
function proxiesOf(mesh: MeshView): Map<string, PodView> {
  const ztunnels = new Set(mesh.ztunnels.values());
  return new Map(
    mesh.pods
      .filter((pod) => pod.hasProxy || ztunnels.has(pod))
      .map((pod) => [pod.uid, pod] as const),
  );
}

/** Nothing that shows in a counter differs. */
function sameCourse(left: Edge, right: Edge): boolean {
  return (
    left.ratePerMs === right.ratePerMs &&
    left.outcome.kind === right.outcome.kind &&
    left.outcome.wire === right.outcome.wire &&
    (left.outcome.kind !== "refused" ||
      right.outcome.kind !== "refused" ||
      left.outcome.flag === right.outcome.flag) &&
    left.server === right.server &&
    left.client.pod === right.client.pod &&
    left.path.clientZtunnel === right.path.clientZtunnel &&
    left.path.waypoint === right.path.waypoint &&
    left.path.serverZtunnel === right.path.serverZtunnel &&
    left.blamed?.name === right.blamed?.name &&
    left.shape === right.shape
  );
}
