import { timestampSeconds } from "@/lib/simulator/kubernetes/timestamp";
import type { Cluster } from "./build/cluster";
import type { ScenarioOptions } from "./scenario";

/**
 * Callers whose plaintext shows as "unknown" in every metric, one for each reason that there is; only
 * access logs tell who they are, and the shop has these switched off, but for one workload.
 *
 * - `monitoring/node-agent` lives on its nodes' network, where no sidecar can follow.
 * - `erp/price-export` is a Job of a CronJob, in a namespace that asks for no sidecars.
 * - The kubelet asks `shipping/labels` how it is at the application's port, because the pods opted out
 *   of having their probes rewritten.
 * - `courier-scanners` come in at a node port of `shipping/tracking`, with the address of the node.
 * - `partner-vm` comes from outside the cluster.
 * - `erp/tax-sync` called until twenty minutes ago, then it was scaled down; `erp/report-mailer`, which
 *   calls nobody, has its address now. Whom it called has long kept an access log of its own.
 * - `erp/invoicing` goes on knocking at `ledger/statements`, which has been STRICT for a month.
 */
export function addShopStrangers(
  cluster: Cluster,
  { nowMs }: ScenarioOptions,
): void {
  addHostAgent(cluster);
  addJob(cluster, nowMs);
  addNodeCallers(cluster);
  addOutsideCaller(cluster);
  addReusedAddress(cluster);
  cluster.addFlow({
    from: { kind: "workload", namespace: "erp", workload: "invoicing" },
    to: {
      kind: "service",
      namespace: "ledger",
      service: "statements",
      port: 80,
    },
    protocol: "http",
    ratePerS: 1 / 45,
  });
}

function addHostAgent(cluster: Cluster): void {
  cluster.addWorkload({
    kind: "DaemonSet",
    namespace: "monitoring",
    name: "node-agent",
    hostNetwork: true,
    injected: false,
    ageDays: 41,
  });
  cluster.addFlow({
    from: { kind: "workload", namespace: "monitoring", workload: "node-agent" },
    to: { kind: "service", namespace: "messaging", service: "sms", port: 80 },
    protocol: "http",
    ratePerS: 1 / 60,
  });
}

function addJob(cluster: Cluster, nowMs: number): void {
  const labels = { app: "price-export" };
  cluster.addObject("batch/v1", "CronJob", "erp", "price-export", {
    spec: {
      schedule: "0 3 * * 0",
      jobTemplate: {
        spec: {
          template: {
            metadata: { labels },
            spec: {
              restartPolicy: "OnFailure",
              containers: [
                {
                  name: "price-export",
                  image: "registry.example.com/price-export:1.0",
                },
              ],
            },
          },
        },
      },
    },
    // Eight days ago, and it has not come to an end since.
    status: { lastScheduleTime: timestampSeconds(nowMs - 8 * 86_400_000) },
  });
  cluster.addWorkload({
    kind: "Job",
    cronJob: "price-export",
    namespace: "erp",
    name: "price-export-29342160",
    app: "price-export",
    injected: false,
    ageDays: 8,
  });
  cluster.addFlow({
    from: {
      kind: "workload",
      namespace: "erp",
      workload: "price-export-29342160",
    },
    to: { kind: "service", namespace: "messaging", service: "push", port: 80 },
    protocol: "http",
    ratePerS: 1 / 20,
  });
}

function addNodeCallers(cluster: Cluster): void {
  cluster.addFlow({
    from: { kind: "node", name: "kubelet", as: "kubelet" },
    to: { kind: "pods", namespace: "shipping", workload: "labels", port: 8080 },
    protocol: "http",
    ratePerS: 0.1,
  });
  cluster.addFlow({
    from: { kind: "node", name: "courier-scanners", as: "node-port" },
    to: {
      kind: "service",
      namespace: "shipping",
      service: "tracking",
      port: 80,
    },
    protocol: "http",
    ratePerS: 0.15,
  });
}

function addOutsideCaller(cluster: Cluster): void {
  cluster.addFlow({
    from: { kind: "outside", name: "partner-vm", address: "203.0.113.24" },
    to: {
      kind: "service",
      namespace: "accounts",
      service: "partner-api",
      port: 80,
    },
    protocol: "http",
    ratePerS: 0.02,
  });
}

function addReusedAddress(cluster: Cluster): void {
  cluster.addWorkload({
    namespace: "erp",
    name: "tax-sync",
    replicas: 0,
    ageDays: 50,
  });
  cluster.addWorkload({
    namespace: "erp",
    name: "report-mailer",
    ageDays: 20,
    podAgeMinutes: 12,
  });
  cluster.addObject(
    "telemetry.istio.io/v1",
    "Telemetry",
    "accounts",
    "profiles-access-log",
    {
      spec: {
        selector: { matchLabels: { app: "profiles" } },
        accessLogging: [{ providers: [{ name: "envoy" }] }],
      },
    },
    35,
  );
  cluster.addFlow({
    from: {
      kind: "departed",
      namespace: "erp",
      workload: "tax-sync",
      address: cluster.addressOf("erp", "report-mailer"),
    },
    to: {
      kind: "service",
      namespace: "accounts",
      service: "profiles",
      port: 80,
    },
    protocol: "http",
    ratePerS: 0.5,
    endsAtS: -20 * 60,
  });
}
