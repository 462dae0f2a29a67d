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
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Criteria } from "@/lib/mesh/readiness/criteria";
import type { Readability } from "@/lib/mesh/readiness/readability";
import type { Window } from "@/lib/mesh/window";
import type { TelemetryReading } from "@/lib/prometheus/telemetry";
import type { TrendQuestion, TrendReading } from "@/lib/prometheus/trend";
import { MeshMemory } from "./mesh-memory";
import type { MeshReading } from "./mesh-reading";
import type { MeshSnapshot } from "./mesh-snapshot";
import { askTrend, type ServiceTrend, type WantedTrend } from "./service-trend";
import { TelemetryPoller } from "./telemetry-poller";

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
  readonly refreshMs: number;
  readonly criteria: Criteria;
  readonly clock: Clock;
}

interface WindowState {
  readonly poller: TelemetryPoller;
  readonly listeners: Set<(version: string) => void>;
  built: MeshSnapshot | null;
  askedAtMs: number;
}

/** A window nobody looked at for this long is no longer read. */
const IDLE_WINDOW_MS = 120_000;
/** Modes are looked at no oftener than this while nobody asks. */
const NOTING_MS = 2_000;
/** How long a first request waits for Prometheus before it shows the policies alone. */
const FIRST_READING_MS = 5_000;

export class Hub {
  readonly connection: KubernetesConnection;
  private readonly inventory: InventorySource;
  private readonly windows = new Map<Window, WindowState>();
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
    this.inventory = options.startInventory(() => {
      this.announce();
      this.noteModes();
      for (const listener of this.inventoryListeners) listener();
    });
    this.sweep = setInterval(() => this.stopIdleWindows(), IDLE_WINDOW_MS / 4);
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

  /** The current snapshot; waits for the window's first telemetry, but not for long. */
  async snapshot(window: Window): Promise<MeshSnapshot> {
    const state = this.window(window);
    await Promise.race([
      state.poller.firstReading(),
      new Promise((resolve) => setTimeout(resolve, FIRST_READING_MS).unref()),
    ]);
    const version = this.version(window, state);
    if (state.built?.version !== version) {
      state.built = this.build(window, state, version);
    }
    return state.built;
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

  /** Calls back with each new version; returns how to stop. */
  subscribe(window: Window, listener: (version: string) => void): () => void {
    const { listeners } = this.window(window);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Calls back after each change of what Kubernetes says; the listener must not throw. Returns how to stop. */
  onInventory(listener: () => void): () => void {
    this.inventoryListeners.add(listener);
    return () => this.inventoryListeners.delete(listener);
  }

  currentVersion(window: Window): string {
    return this.version(window, this.window(window));
  }

  /** Reads every window's telemetry at once, e.g. after a change. */
  async refreshTelemetry(): Promise<void> {
    await Promise.all(
      [...this.windows.values()].map(({ poller }) => poller.refresh()),
    );
  }

  async stop(): Promise<void> {
    clearInterval(this.sweep);
    if (this.noting) clearTimeout(this.noting);
    this.ended.abort();
    for (const { poller } of this.windows.values()) poller.stop();
    this.windows.clear();
    await this.inventory.stop();
    this.connection.close();
  }

  private window(window: Window): WindowState {
    const known = this.windows.get(window);
    if (known) {
      known.askedAtMs = this.options.clock();
      return known;
    }
    const state: WindowState = {
      listeners: new Set(),
      built: null,
      askedAtMs: this.options.clock(),
      poller: new TelemetryPoller({
        window,
        refreshMs: this.options.refreshMs,
        clock: this.options.clock,
        read: this.options.readTelemetry,
        nextSequence: () => ++this.readings,
        onReading: () => this.announceWindow(window),
      }),
    };
    this.windows.set(window, state);
    return state;
  }

  private build(
    window: Window,
    state: WindowState,
    version: string,
  ): MeshSnapshot {
    const reading = this.inventory.current();
    const { telemetry, statement, readAtMs } = state.poller.current();
    const resolution = this.memory.of(reading.inventory);
    return {
      version,
      takenAtMs: this.options.clock(),
      trafficAsOfS: telemetry?.evaluatedAtS ?? null,
      window,
      cluster: {
        context: this.connection.context,
        server: this.connection.server,
      },
      istioPresent: reading.istioPresent,
      meshConfigKnown: reading.meshConfigKnown,
      sources: [...reading.statements, statement],
      criteria: this.options.criteria,
      index: resolution.index,
      matrix: buildMatrix(
        resolution,
        telemetry,
        readabilityOf(reading),
        state.built?.matrix,
        this.options.criteria,
        this.memory.strict.secondsSince(readAtMs ?? this.options.clock()),
      ),
    };
  }

  private version(window: Window, state: WindowState): string {
    const { revision } = this.inventory.current();
    return `${this.bootId}.${window}.${revision}.${state.poller.current().sequence}`;
  }

  /** Also while nobody looks: that a service was STRICT decides later what its telemetry is worth. */
  private noteModes(): void {
    this.noting ??= setTimeout(() => {
      this.noting = null;
      this.memory.of(this.inventory.current().inventory);
    }, NOTING_MS).unref();
  }

  private announce(): void {
    for (const window of this.windows.keys()) this.announceWindow(window);
  }

  private announceWindow(window: Window): void {
    const state = this.windows.get(window);
    if (!state) return;
    const version = this.version(window, state);
    for (const listener of state.listeners) {
      try {
        listener(version);
      } catch {
        // A viewer that is gone must not keep the others from hearing.
        state.listeners.delete(listener);
      }
    }
  }

  private stopIdleWindows(): void {
    const oldest = this.options.clock() - IDLE_WINDOW_MS;
    for (const [window, state] of this.windows) {
      if (state.listeners.size > 0 || state.askedAtMs > oldest) continue;
      state.poller.stop();
      this.windows.delete(window);
    }
  }
}

function readabilityOf(reading: InventoryReading): Readability {
  return {
    meshConfig: reading.meshConfigKnown,
    pods: (namespace) => reading.podsReadable(namespace),
    policies: (namespace) => reading.policiesReadable(namespace),
    destinationRules: (namespace) =>
      reading.destinationRulesReadable(namespace),
  };
}
