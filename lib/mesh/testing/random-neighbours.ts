/** What stands around the services of random meshes: ways in, monitors, machines, and what proxies are told of. */
import * as fc from "fast-check";
import type { Ingress } from "@/lib/mesh/ingress";
import type { MetricsMonitor } from "@/lib/mesh/metrics-monitor";
import type { Inventory } from "@/lib/mesh/objects";
import type { SidecarResource } from "@/lib/mesh/sidecar-resource";
import type { WorkloadEntry } from "@/lib/mesh/workload-entry";

export const NEIGHBOURS = [
  "ingresses",
  "ingressClasses",
  "metricsMonitors",
  "workloadEntries",
  "sidecars",
] as const satisfies readonly (keyof Inventory)[];

const namespace = fc.constantFrom("istio-system", "shop", "bank");
const name = fc.constantFrom("a", "b");
const app = fc.record({ app: fc.constantFrom("cart", "till") });
const path = ({
  namespace: place,
  name: own,
}: Record<"namespace" | "name", string>) => `${place}/${own}`;

const ingresses: fc.Arbitrary<Ingress[]> = fc.uniqueArray(
  fc.record({
    namespace,
    name,
    className: fc.constantFrom(null, "istio", "web"),
    isClassAnnotated: fc.boolean(),
    services: fc.subarray(["cart", "till"]),
  }),
  { selector: path, maxLength: 2 },
);

const monitors: fc.Arbitrary<MetricsMonitor[]> = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom<MetricsMonitor["kind"]>(
      "ServiceMonitor",
      "PodMonitor",
    ),
    namespace,
    name,
    namespaces: fc.constantFrom(null, ["shop"], ["shop", "bank"]),
    selector: fc.constantFrom(
      { matchLabels: {}, matchExpressions: [] },
      { matchLabels: { app: "cart" }, matchExpressions: [] },
    ),
    endpoints: fc.constantFrom(
      [
        {
          by: "service-port" as const,
          port: "http",
          withMeshCertificate: false,
        },
      ],
      [
        {
          by: "container-port" as const,
          port: 8080,
          withMeshCertificate: false,
        },
      ],
    ),
  }),
  { selector: (monitor) => `${monitor.kind}/${path(monitor)}`, maxLength: 2 },
);

const workloadEntries: fc.Arbitrary<WorkloadEntry[]> = fc.uniqueArray(
  fc.record({ namespace, name, labels: app }),
  { selector: path, maxLength: 2 },
);

const sidecars: fc.Arbitrary<SidecarResource[]> = fc.uniqueArray(
  fc.record({
    namespace,
    name,
    createdAt: fc.constantFrom(null, "2026-01-02T00:00:00Z"),
    workloadSelector: fc.option(app),
    egress: fc.constantFrom(
      [],
      [{ port: null, hosts: ["./*"] }],
      [{ port: 9000, hosts: ["*/*"] }],
    ),
    outboundTrafficPolicy: fc.constantFrom(null, "REGISTRY_ONLY" as const),
  }),
  { selector: path, maxLength: 3 },
);

function read<T>(items: fc.Arbitrary<T[]>) {
  return fc.record({ complete: fc.boolean(), items });
}

/** Each of them read or not, completely or in part. */
export const neighbours: fc.Arbitrary<
  Pick<Inventory, (typeof NEIGHBOURS)[number]>
> = fc.record(
  {
    ingresses: read(ingresses),
    ingressClasses: read(
      fc.constantFrom(
        [],
        [{ name: "web", controller: "istio.io/ingress-controller" }],
      ),
    ),
    metricsMonitors: read(monitors),
    workloadEntries: read(workloadEntries),
    sidecars: read(sidecars),
  },
  { requiredKeys: [] },
);
