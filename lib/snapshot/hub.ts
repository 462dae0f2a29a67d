/**
 * The one place where both sources meet, and the one answer everybody reads.
 *
 *   inventory source ─┐                       ┌─▶ snapshot(window)   built once per version
 *                     ├─▶ version changes ────┤
 *   telemetry poller ─┘   (one per window)    └─▶ subscribers        told the version only
 */
import { randomUUID } from "node:crypto";
import type { Clock } from "@/lib/clock";
import type { KubernetesConnection } from "@/lib/kubernetes/connection";
import type {
  InventoryReading,
  InventorySource,
} from "@/lib/kubernetes/inventory-source";
import { credibility } from "@/lib/mesh/matrix/credible-edges";
import type { Criteria } from "@/lib/mesh/readiness/criteria";
import type { Window } from "@/lib/mesh/window";
import type {
  MeshTrendQuestion,
  MeshTrendReading,
} from "@/lib/prometheus/mesh-trend";
import type { TelemetryReading } from "@/lib/prometheus/telemetry";
import type { TrendQuestion, TrendReading } from "@/lib/prometheus/trend";
import { MeshMemory } from "./mesh-memory";
import type { MeshReading } from "./mesh-reading";
import type { MeshSnapshot } from "./mesh-snapshot";
import { MeshTrends } from "./mesh-trend";
import { OpenWindows } from "./open-windows";
import { PacedReading } from "./paced-reading";
import { readabilityOf } from "./readability-of";
import { RecentChanges } from "./recent-changes";
import { askTrend, type ServiceTrend, type WantedTrend } from "./service-trend";
import { type SnapshotListener, WindowView } from "./window-view";

export interface HubOptions {
  readonly connection: KubernetesConnection;
  /** Starts the inventory source, which calls back on every change. */
  startInventory(onChange: () => void): InventorySource;
  readTelemetry(
    windowS: number,
    signal: AbortSignal,
  ): Promise<TelemetryReading>;
  readTrend(
    question: TrendQuestion,
    signal: AbortSignal,
  ): Promise<TrendReading>;
  readMeshTrend(
    question: MeshTrendQuestion,
    signal: AbortSignal,
  ): Promise<MeshTrendReading>;
  readonly refreshMs: number;
  readonly criteria: Criteria;
  readonly clock: Clock;
}

/** A window nobody looked at for this long is no longer read. */
const IDLE_WINDOW_MS = 120_000;
/** Windows of other lengths than the usual ones that are read at once. */
export const MOST_CUSTOM_WINDOWS = 4;
/** Longer than a first request waits, and than a page without a stream is silent between two requests. */
const KEPT_WINDOW_MS = 10_000;
/** Modes are looked at no oftener than this while nobody asks. */
const NOTING_MS = 2_000;
/** How long a first request waits for Prometheus before it shows the policies alone. */
const FIRST_READING_MS = 5_000;

export class Hub {
  readonly connection: KubernetesConnection;
  readonly changes: RecentChanges;
  private readonly meshTrends: MeshTrends;
  private readonly inventory: InventorySource;
  private readonly paced: PacedReading;
  private readonly windows: OpenWindows<WindowView>;
  private readonly bootId = randomUUID().slice(0, 8);
  private readonly sweep: NodeJS.Timeout;
  private readonly ended = new AbortController();
  /** One count for all windows: a window that is read anew must not repeat a version. */
  private readings = 0;
  private readonly memory: MeshMemory;
  private noting: NodeJS.Timeout | null = null;
  private readonly inventoryListeners = new Set<() => void>();

  constructor(private readonly options: HubOptions) {
    this.connection = options.connection;
    this.memory = new MeshMemory(options.clock);
    this.changes = new RecentChanges(options.clock);
    this.meshTrends = new MeshTrends(options.clock, (question) =>
      options.readMeshTrend(question, this.ended.signal),
    );
    this.windows = new OpenWindows({
      clock: options.clock,
      mostCustom: MOST_CUSTOM_WINDOWS,
      keepMs: Math.max(options.refreshMs, KEPT_WINDOW_MS),
      open: (window) => this.open(window),
      close: (view) => view.stop(),
    });
    this.inventory = options.startInventory(() => {
      this.changes.noteInventory(this.inventory.current());
      this.paced.changed();
      this.noteModes();
      for (const listener of this.inventoryListeners) listener();
    });
    this.paced = new PacedReading(
      () => this.inventory.current(),
      options.clock,
      () => this.announce(),
    );
    this.sweep = setInterval(
      () => this.windows.closeIdle(IDLE_WINDOW_MS),
      IDLE_WINDOW_MS / 4,
    );
    this.sweep.unref();
  }

  reading(): InventoryReading {
    return this.inventory.current();
  }

  /** What Kubernetes says now; waits for no telemetry. */
  meshReading(): MeshReading {
    const reading = this.inventory.current();
    const { revision, statements, inventory } = reading;
    const resolution = this.memory.of(inventory);
    return {
      version: `${this.bootId}.${revision}`,
      takenAtMs: this.options.clock(),
      statements,
      readable: readabilityOf(reading),
      index: resolution.index,
      resolution,
    };
  }

  /**
   * The current snapshot; waits for the window's first telemetry, but not for long.
   * @throws {WindowProblem} as everything here that takes a window: there is no room for one more
   */
  async snapshot(window: Window): Promise<MeshSnapshot> {
    const view = this.windows.of(window);
    await Promise.race([
      view.firstReading(),
      new Promise((resolve) => setTimeout(resolve, FIRST_READING_MS).unref()),
    ]);
    return view.snapshot();
  }

  /** As `snapshot`, of what Kubernetes says this moment: for whoever is about to change something. */
  async latestSnapshot(window: Window): Promise<MeshSnapshot> {
    this.paced.hurry();
    return this.snapshot(window);
  }

  /** The course of one service's traffic, or one caller's, read now; null = there is no such service. */
  async trend(
    window: Window,
    service: WantedTrend,
  ): Promise<ServiceTrend | null> {
    return askTrend(await this.snapshot(window), service, (question) =>
      this.options.readTrend(question, this.ended.signal),
    );
  }

  /** The course of all traffic, up to about the moment the snapshot speaks of. */
  async meshTrend(window: Window): Promise<MeshTrendReading> {
    const { trafficAsOfS, index } = await this.snapshot(window);
    return this.meshTrends.of(window, trafficAsOfS, credibility(index));
  }

  /** Calls back with each new snapshot; returns how to stop. */
  subscribe(window: Window, listener: SnapshotListener): () => void {
    const { listeners } = this.windows.of(window);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Calls back after each change of what Kubernetes says; the listener must not throw. Returns how to stop. */
  onInventory(listener: () => void): () => void {
    this.inventoryListeners.add(listener);
    return () => this.inventoryListeners.delete(listener);
  }

  /** The last that was built, which may be older than the current version; null = none yet. */
  lastSnapshot(window: Window): MeshSnapshot | null {
    return this.windows.of(window).lastSnapshot();
  }

  currentVersion(window: Window): string {
    return this.windows.of(window).version();
  }

  /** Reads every window's telemetry at once, e.g. after a change. */
  async refreshTelemetry(): Promise<void> {
    await Promise.all(this.windows.all().map((view) => view.refresh()));
  }

  async stop(): Promise<void> {
    clearInterval(this.sweep);
    if (this.noting) clearTimeout(this.noting);
    this.ended.abort();
    this.windows.closeAll();
    this.paced.stop();
    await this.inventory.stop();
    this.connection.close();
  }

  private open(window: Window): WindowView {
    const { connection, options } = this;
    return new WindowView({
      window,
      cluster: { context: connection.context, server: connection.server },
      criteria: options.criteria,
      clock: options.clock,
      bootId: this.bootId,
      reading: () => this.paced.current(),
      memory: this.memory,
      onBuilt: (snapshot) => this.changes.noteVerdicts(snapshot),
      refreshMs: options.refreshMs,
      readTelemetry: options.readTelemetry,
      nextSequence: () => ++this.readings,
    });
  }

  /** Also while nobody looks: that a service was STRICT decides later what its telemetry is worth. */
  private noteModes(): void {
    this.noting ??= setTimeout(() => {
      this.noting = null;
      this.memory.of(this.inventory.current().inventory);
    }, NOTING_MS).unref();
  }

  private announce(): void {
    for (const view of this.windows.all()) view.announce();
  }
}
