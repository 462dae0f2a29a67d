import type { Clock } from "@/lib/clock";
import { inTurns } from "@/lib/clock/in-turns";
import type { InventoryReading } from "@/lib/kubernetes/inventory-source";
import { atOnce } from "@/lib/mesh/at-once";
import { type Matrix, matrixInParts } from "@/lib/mesh/matrix/matrix";
import type { Criteria } from "@/lib/mesh/readiness/criteria";
import type { Window } from "@/lib/mesh/window";
import type { MeshMemory } from "./mesh-memory";
import type { MeshSnapshot } from "./mesh-snapshot";
import { readabilityOf } from "./readability-of";
import {
  TelemetryPoller,
  type TelemetryPollerOptions,
  type TelemetryState,
} from "./telemetry-poller";

export interface WindowViewOptions
  extends Pick<TelemetryPollerOptions, "refreshMs" | "nextSequence"> {
  readonly window: Window;
  readonly cluster: MeshSnapshot["cluster"];
  readonly criteria: Criteria;
  readonly clock: Clock;
  /** Two processes must not give the same version to different snapshots. */
  readonly bootId: string;
  /** What Kubernetes says, as snapshots show it. */
  reading(): InventoryReading;
  readonly memory: MeshMemory;
  readTelemetry: TelemetryPollerOptions["read"];
  onBuilt(snapshot: MeshSnapshot): void;
}

/** @param snapshot null = it could not be made; whoever asks for it is told why */
export type SnapshotListener = (
  version: string,
  snapshot: MeshSnapshot | null,
) => void;

/** The mesh as one time window shows it: its telemetry, its current snapshot, and who waits for the next. */
export class WindowView {
  readonly listeners = new Set<SnapshotListener>();
  private readonly poller: TelemetryPoller;
  /** The reading that snapshots show, which is not the poller's latest while that one is being judged. */
  private traffic: TelemetryState;
  /** The last that was made; the next one takes over what it can. */
  private matrix: Matrix | null = null;
  private built: MeshSnapshot | null = null;

  constructor(private readonly options: WindowViewOptions) {
    this.poller = new TelemetryPoller({
      window: options.window,
      refreshMs: options.refreshMs,
      clock: options.clock,
      read: options.readTelemetry,
      nextSequence: options.nextSequence,
      onReading: () => this.showTraffic(),
    });
    this.traffic = this.poller.current();
  }

  /** Resolves when the first reading of telemetry, good or bad, can be shown. */
  firstReading(): Promise<void> {
    return this.poller.firstReading();
  }

  /** Reads the telemetry at once; resolves when it can be shown. */
  refresh(): Promise<void> {
    return this.poller.refresh();
  }

  stop(): void {
    this.poller.stop();
  }

  version(): string {
    const { bootId, window, reading } = this.options;
    return `${bootId}.${window}.${reading().revision}.${this.traffic.sequence}`;
  }

  /** Built once per version. */
  snapshot(): MeshSnapshot {
    const version = this.version();
    if (this.built?.version !== version) {
      this.built = this.build(version);
      this.options.onBuilt(this.built);
    }
    return this.built;
  }

  lastSnapshot(): MeshSnapshot | null {
    return this.built;
  }

  /** Tells everybody who listens of the current snapshot. */
  announce(): void {
    if (this.listeners.size === 0) return;
    const version = this.version();
    const snapshot = this.snapshotOrNull();
    for (const listener of this.listeners) {
      try {
        listener(version, snapshot);
      } catch {
        // A viewer that is gone must not keep the others from hearing.
        this.listeners.delete(listener);
      }
    }
  }

  /**
   * A reading of telemetry changes every row: in a large mesh that is a second of work. It is done in turns, while
   * everybody sees the last reading and policies are shown as fast as ever.
   */
  private async showTraffic(): Promise<void> {
    const traffic = this.poller.current();
    try {
      this.matrix = await inTurns(
        this.matrixInParts(this.options.reading(), traffic),
      );
    } catch {
      // Whoever asks for the snapshot meets the same error, and is told of it.
    }
    this.traffic = traffic;
    this.announce();
  }

  private snapshotOrNull(): MeshSnapshot | null {
    try {
      return this.snapshot();
    } catch {
      return null;
    }
  }

  private build(version: string): MeshSnapshot {
    const { clock, window, cluster, criteria, memory } = this.options;
    const reading = this.options.reading();
    const { telemetry, statement } = this.traffic;
    this.matrix = atOnce(this.matrixInParts(reading, this.traffic));
    return {
      version,
      takenAtMs: clock(),
      trafficAsOfS: telemetry?.evaluatedAtS ?? null,
      trafficStepS: telemetry?.stepS ?? 0,
      window,
      cluster,
      istioPresent: reading.istioPresent,
      meshConfigKnown: reading.meshConfigKnown,
      sources: [...reading.statements, statement],
      criteria,
      index: memory.of(reading.inventory).index,
      matrix: this.matrix,
    };
  }

  private matrixInParts(
    reading: InventoryReading,
    { telemetry, readAtMs }: TelemetryState,
  ) {
    const { memory, criteria, clock } = this.options;
    return matrixInParts(
      memory.of(reading.inventory),
      telemetry,
      readabilityOf(reading),
      this.matrix,
      criteria,
      memory.strict.secondsSince(readAtMs ?? clock()),
    );
  }
}
