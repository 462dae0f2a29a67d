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
import { readTelemetry } from "@/lib/prometheus/telemetry";
import { Hub } from "./hub";
import { StartProblem } from "./start-problem";

const KEY: unique symbol = Symbol.for("lockstep.hub");

/** A kubeconfig that could not be read is read again after this time: it may have been repaired. */
const RETRY_MS = 5_000;

/** Without these there is nothing to judge. */
const ESSENTIAL: readonly string[] = ["kubernetes/services", "kubernetes/pods"];

interface Slot {
  hub: Promise<Hub> | null;
  failedAtMs: number;
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
  slot.hub ??= startHub().catch((error: unknown) => {
    slot.failedAtMs = systemClock();
    throw error;
  });
  return slot.hub;
}

/** Ends watches and timers; does nothing where no hub was started. */
export async function stopHub(): Promise<void> {
  const { hub } = theSlot();
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
  if (!synced) {
    throw new StartProblem(
      "starting",
      `${statements.length - unread.length} of ${statements.length} kinds have been read; waiting for ${unread.map(({ what }) => what).join(", ")}.`,
      "Wait; the page opens by itself.",
    );
  }
  const essential = statements.filter(
    ({ id, state }) =>
      ESSENTIAL.includes(id) && state !== "live" && state !== "stale",
  );
  const [first] = essential;
  if (first && first.namespaces.length === 0) {
    throw new StartProblem(
      "kubernetes-down",
      `${first.what} could not be read, so there is nothing to judge. ${first.message}`,
      "Check the kubeconfig, the API server and the permissions; Lockstep goes on trying.",
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
  logger().info({
    event: "started",
    context: connection.context,
    server: connection.server,
    prometheus: prometheus.url,
  });
  return new Hub({
    connection,
    refreshMs: config.prometheus.refreshSeconds * 1000,
    clock: systemClock,
    readTelemetry: (windowS, signal) =>
      readTelemetry(prometheus, windowS, { signal }),
    startInventory: (onChange) =>
      startInventorySource({
        connection,
        clock: systemClock,
        logger: logger(),
        onChange,
      }),
  });
}

function theSlot(): Slot {
  const store = globalThis as typeof globalThis & { [KEY]?: Slot };
  store[KEY] ??= { hub: null, failedAtMs: 0 };
  return store[KEY];
}
