import { startAttribution } from "@/lib/attribution/desk";
import { systemClock } from "@/lib/clock";
import { connectKubernetes } from "@/lib/kubernetes/connection";
import { startInventorySource } from "@/lib/kubernetes/inventory-source";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import { QUICK } from "@/lib/kubernetes/testing/started-source";
import { STRICT_CRITERIA } from "@/lib/mesh/readiness/criteria";
import { createLogger } from "@/lib/observability/logger";
import { createPrometheusClient } from "@/lib/prometheus/client";
import { readTelemetry } from "@/lib/prometheus/telemetry";
import { Hub } from "@/lib/snapshot/hub";

/** A hub with all that follows it, against a kubeconfig; over HTTP, as in the product. */
export interface SimulatedDesk {
  readonly hub: Hub;
  stop(): Promise<void>;
}

export async function startDesk(
  kubeconfig: string,
  prometheusUrl: string,
): Promise<SimulatedDesk> {
  const connection = await connectKubernetes({ kubeconfig, context: null });
  const prometheus = createPrometheusClient({
    url: prometheusUrl,
    authorization: { kind: "none" },
    headers: {},
    ca: null,
    timeoutMs: 5_000,
  });
  const hub = new Hub({
    connection,
    criteria: STRICT_CRITERIA,
    refreshMs: 60_000,
    clock: systemClock,
    readTelemetry: (windowS, signal) =>
      readTelemetry(prometheus, windowS, { signal }),
    readTrend: async () => {
      throw new Error("no trend is asked for here");
    },
    readMeshTrend: async () => {
      throw new Error("no trend is asked for here");
    },
    startInventory: (onChange) =>
      startInventorySource({
        connection,
        clock: systemClock,
        logger: createLogger("silent"),
        onChange,
        tuning: QUICK,
      }),
  });
  const end = startAttribution(hub);
  await eventually(() => {
    if (!hub.reading().synced) throw new Error("the cluster is being read");
  }, 10_000);
  return {
    hub,
    async stop() {
      end();
      await hub.stop();
    },
  };
}
