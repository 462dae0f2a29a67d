/**
 * The process's one hub, made from its settings. On globalThis, because Next loads this module once
 * for instrumentation and again for the routes.
 */
import { systemClock } from "@/lib/clock";
import { readConfig } from "@/lib/config";
import { connectKubernetes } from "@/lib/kubernetes/connection";
import { startInventorySource } from "@/lib/kubernetes/inventory-source";
import { logger } from "@/lib/observability/logger";
import { createPrometheusClient } from "@/lib/prometheus/client";
import { clusterMatchers } from "@/lib/prometheus/cluster-matchers";
import { readMeshTrend } from "@/lib/prometheus/mesh-trend";
import { readTelemetry } from "@/lib/prometheus/telemetry";
import { readTrend } from "@/lib/prometheus/trend";
import { Hub } from "./hub";
import { isReadAnywhere, refusalOf } from "./readable-kind";
import { StartProblem } from "./start-problem";

const KEY: unique symbol = Symbol.for("lockstep.hub");

/** A kubeconfig that could not be read is read again after this time: it may have been repaired. */
const RETRY_MS = 5_000;

/** Without these there is nothing to judge. */
const ESSENTIAL: readonly string[] = ["kubernetes/services", "kubernetes/pods"];

/** What lives as long as the hub does, such as a memory of its own; returns how to end it. */
export type Companion = (hub: Hub) => () => void;

interface Slot {
  hub: Promise<Hub> | null;
  /** By name, because this module is loaded twice. */
  readonly companions: Map<string, Companion>;
  readonly endings: Map<string, () => void>;
  failedAtMs: number;
  /** Once the cluster has been read, a new namespace or kind is only not readable yet. */
  wasSynced: boolean;
}

/** Throws StartProblem (configuration) and KubernetesProblem (kubeconfig-missing, …). */
export async function theHub(): Promise<Hub> {
  const slot = theSlot();
  if (
    slot.hub &&
    slot.failedAtMs > 0 &&
    systemClock() - slot.failedAtMs > RETRY_MS
  ) {
    slot.hub = null;
    slot.failedAtMs = 0;
  }
  slot.hub ??= startHub().then(
    (hub) => {
      startCompanions(hub);
      return hub;
    },
    (error: unknown) => {
      slot.failedAtMs = systemClock();
      throw error;
    },
  );
  return slot.hub;
}

/** Starts it with the hub: now, where one runs already, else as soon as one does. The first of a name stays. */
export function accompany(name: string, companion: Companion): void {
  const slot = theSlot();
  if (slot.companions.has(name)) return;
  slot.companions.set(name, companion);
  slot.hub?.then(startCompanions, () => undefined);
}

function startCompanions(hub: Hub): void {
  const { companions, endings } = theSlot();
  for (const [name, companion] of companions) {
    if (!endings.has(name)) endings.set(name, companion(hub));
  }
}

/** Ends watches and timers; does nothing where no hub was started. */
export async function stopHub(): Promise<void> {
  const { hub, endings } = theSlot();
  for (const end of endings.values()) end();
  endings.clear();
  await hub?.then(
    (started) => started.stop(),
    () => undefined,
  );
}

/** The hub once the cluster has been read. Throws StartProblem "starting" or "kubernetes-down" before. */
export async function theSyncedHub(): Promise<Hub> {
  const hub = await theHub();
  const { synced, statements } = hub.reading();
  const unread = statements.filter(({ state }) => state === "starting");
  const slot = theSlot();
  if (!synced && !slot.wasSynced) {
    throw new StartProblem(
      "starting",
      `${statements.length - unread.length} of ${statements.length} kinds have been read; waiting for ${unread.map(({ what }) => what).join(", ")}.`,
      "Wait; the page opens by itself.",
      { statements },
    );
  }
  slot.wasSynced = true;
  const missing = ESSENTIAL.find((id) => !isReadAnywhere(statements, id));
  if (missing !== undefined) {
    const refusal = refusalOf(statements, missing);
    throw new StartProblem(
      "kubernetes-down",
      `${refusal?.what ?? missing} could not be read, so there is nothing to judge. ${refusal?.message ?? ""}`,
      "Check the kubeconfig, the API server and the permissions; Lockstep goes on trying.",
      refusal ? { unreadable: refusal } : {},
    );
  }
  return hub;
}

async function startHub(): Promise<Hub> {
  const read = readConfig(process.env);
  if (!read.ok) {
    throw new StartProblem(
      "configuration",
      read.problems.map(({ message }) => message).join(" "),
      read.problems.map(({ remedy }) => remedy).join(" "),
    );
  }
  const { config } = read;
  const connection = await connectKubernetes(config.kubernetes);
  const prometheus = createPrometheusClient(config.prometheus);
  const only = clusterMatchers(config.prometheus.cluster);
  logger().info({
    event: "started",
    context: connection.context,
    server: connection.server,
    prometheus: prometheus.url,
  });
  return new Hub({
    connection,
    criteria: config.criteria,
    refreshMs: config.prometheus.refreshSeconds * 1000,
    clock: systemClock,
    readTelemetry: (windowS, signal) =>
      readTelemetry(prometheus, windowS, { signal, only }),
    readTrend: (question, signal) =>
      readTrend(prometheus, question, { signal, only }),
    readMeshTrend: (question, signal) =>
      readMeshTrend(prometheus, question, { signal, only }),
    startInventory: (onChange) =>
      startInventorySource({
        connection,
        controlPlaneNamespaces: [config.kubernetes.istioNamespace],
        clock: systemClock,
        logger: logger(),
        onChange,
      }),
  });
}

function theSlot(): Slot {
  const store = globalThis as typeof globalThis & { [KEY]?: Slot };
  store[KEY] ??= {
    hub: null,
    companions: new Map(),
    endings: new Map(),
    failedAtMs: 0,
    wasSynced: false,
  };
  return store[KEY];
}
