import { setMaxListeners } from "node:events";
import type { Clock } from "@/lib/clock";
import type { Inventory } from "@/lib/mesh/objects";
import type { SourceStatement } from "@/lib/mesh/source";
import type { Logger } from "@/lib/observability/logger";
import type { KubernetesConnection } from "./connection";
import { createInventoryBuilder } from "./inventory-builder";
import { createKindSources, type KindSources } from "./kind-sources";
import { withLegacyStatements } from "./legacy-statements";
import { createLimiter } from "./limiter";
import { createMeshConfigSource, ISTIO_NAMESPACE } from "./mesh-config-source";
import type { ReflectorContext } from "./reflector";
import { createStatementLog } from "./statement-log";
import { DEFAULT_TUNING, type Tuning } from "./tuning";

export interface InventoryReading {
  readonly inventory: Inventory;
  /** One or more per kind: what could be read, what not, and why. */
  readonly statements: readonly SourceStatement[];
  /** Every kind has answered or failed at least once. */
  readonly synced: boolean;
  /** Grows with every change of inventory or statements. */
  readonly revision: number;
  /** false: the mesh config could not be read or its ConfigMaps contradict each other, and `inventory.meshConfig` holds Istio's defaults. */
  readonly meshConfigKnown: boolean;
  /** Any of Istio's policy kinds is served, or its ConfigMap was found. */
  readonly istioPresent: boolean;
  /**
   * All policies that can decide the mode of a workload there were read and understood: those of its namespace and of
   * the root namespace, at today's API or, where only that is served, the legacy one.
   */
  policiesReadable(namespace: string): boolean;
  /** All pods there were read and understood. */
  podsReadable(namespace: string): boolean;
  /** The same as for policies for the DestinationRules of that namespace and the root namespace. */
  destinationRulesReadable(namespace: string): boolean;
}

export interface InventorySource {
  /** Cheap: lists are kept, and identical, until a kind changes. */
  current(): InventoryReading;
  /** Ends every watch; resolves when they have ended. */
  stop(): Promise<void>;
}

export interface InventorySourceOptions {
  readonly connection: KubernetesConnection;
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * Called some 50 ms after a change of objects or statements; several changes are one call. Not before every kind
   * has answered or failed once: joining what is half read costs as much as joining the whole.
   */
  readonly onChange: () => void;
  readonly tuning?: Partial<Tuning>;
  /**
   * Namespaces whose istiod pods and ConfigMaps are believed, next to istio-system. Elsewhere anybody who may create a
   * pod could otherwise say what the mesh's settings are.
   */
  readonly controlPlaneNamespaces?: readonly string[];
}

/** Starts listing and watching everything the law reads; returns at once, and never throws later. */
export function startInventorySource(
  options: InventorySourceOptions,
): InventorySource {
  const tuning: Tuning = { ...DEFAULT_TUNING, ...options.tuning };
  const context: ReflectorContext = {
    connection: options.connection,
    clock: options.clock,
    tuning,
    limiter: createLimiter(tuning),
  };
  const stopping = new AbortController();
  // Every kind waits on this one signal, which is no leak.
  setMaxListeners(0, stopping.signal);
  let revision = 0;
  let reading: InventoryReading | null = null;
  let timer: NodeJS.Timeout | null = null;
  let wasSynced = false;
  let knowsControlPlanes = false;

  function changed(): void {
    reading = null;
    revision += 1;
    if (stopping.signal.aborted) return;
    if (!wasSynced) hurry();
    timer ??= setTimeout(announce, tuning.debounceMs);
  }

  /** Until the first reading is complete somebody waits in front of an empty page. */
  function hurry(): void {
    if (!knowsControlPlanes && areControlPlanesListed()) {
      knowsControlPlanes = true;
      followControlPlanes();
    }
    if (isSynced()) {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(announce, 0);
    }
  }

  const sources = createKindSources(context, changed);
  // Those named on purpose are looked at first.
  const trusted = new Set([
    ...(options.controlPlaneNamespaces ?? []),
    ISTIO_NAMESPACE,
  ]);
  const meshConfig = createMeshConfigSource(context, trusted, changed);
  const builder = createInventoryBuilder(sources, meshConfig, trusted);
  const statementLog = createStatementLog(options.logger);

  function areControlPlanesListed(): boolean {
    return sources.pods.answered && sources.namespaces.answered;
  }

  function followControlPlanes(): void {
    meshConfig.follow(
      sources.pods.objects(),
      sources.namespaces.objects(),
      areControlPlanesListed(),
    );
  }

  function announce(): void {
    timer = null;
    followControlPlanes();
    wasSynced ||= isSynced();
    if (!wasSynced) {
      statementLog.write(statements());
      return;
    }
    statementLog.write(current().statements);
    try {
      options.onChange();
    } catch (error) {
      // A listener's fault must not end the timers it is called from.
      options.logger.error({ err: error }, "inventory listener failed");
    }
  }

  function current(): InventoryReading {
    if (reading !== null) return reading;
    const built = builder.build();
    reading = {
      ...built,
      statements: withLegacyStatements(statements(), built.inventory),
      synced: isSynced(),
      revision,
      meshConfigKnown: meshConfig.current() !== null,
      istioPresent: isIstioPresent(sources) || meshConfig.isFound,
    };
    return reading;
  }

  function statements(): SourceStatement[] {
    return [
      ...Object.values(sources).flatMap((source) => source.statements()),
      meshConfig.statement(),
    ];
  }

  function isSynced(): boolean {
    return (
      meshConfig.answered &&
      Object.values(sources).every((source) => source.answered)
    );
  }

  const running = Object.values(sources).map((source) =>
    source.run(stopping.signal).catch((error: unknown) => {
      options.logger.error({ err: error }, "inventory source ended");
    }),
  );

  return {
    current,
    async stop() {
      stopping.abort();
      if (timer !== null) {
        clearTimeout(timer);
      }
      await Promise.allSettled([...running, meshConfig.stop()]);
    },
  };
}

function isIstioPresent(sources: KindSources): boolean {
  return [
    sources.peerAuthentications,
    sources.legacyPolicies,
    sources.legacyMeshPolicies,
  ].some((source) => source.isServed);
}
