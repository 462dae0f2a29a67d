import type { Cluster } from "./cluster";

/** The parts that were not yet one program. */
const COMPONENTS = [
  {
    component: "pilot",
    ports: [
      { name: "grpc-xds", port: 15010 },
      { name: "https-xds", port: 15011 },
      { name: "http-legacy-discovery", port: 8080 },
      { name: "http-monitoring", port: 15014 },
    ],
  },
  {
    component: "galley",
    ports: [
      { name: "https-validation", port: 443 },
      { name: "http-monitoring", port: 15014 },
      { name: "grpc-mcp", port: 9901 },
    ],
  },
  {
    component: "citadel",
    ports: [
      { name: "grpc-citadel", port: 8060 },
      { name: "http-monitoring", port: 15014 },
    ],
  },
] as const;

/** Pilot, galley and citadel with their ConfigMap, as an installation of Istio 1.4 leaves them in istio-system. */
export function addLegacyControlPlane(cluster: Cluster, version: string): void {
  cluster.addNamespace("istio-system", { ageDays: 50 });
  cluster.addObject(
    "v1",
    "ConfigMap",
    "istio-system",
    "istio",
    {
      data: {
        mesh: [
          "disablePolicyChecks: true",
          "enableTracing: true",
          "rootNamespace: istio-system",
          "enableAutoMtls: false",
          "defaultConfig:",
          "  discoveryAddress: istio-pilot.istio-system:15010",
          "",
        ].join("\n"),
        meshNetworks: "networks: {}",
      },
    },
    50,
  );
  for (const { component, ports } of COMPONENTS) {
    const name = `istio-${component}`;
    cluster.addWorkload({
      namespace: "istio-system",
      name,
      app: component,
      podLabels: { istio: component, release: "istio" },
      image: `docker.io/istio/${component}:${version}`,
      injected: false,
      ports: ports.map(({ port }) => ({ port })),
      ageDays: 49,
    });
    cluster.addService({
      namespace: "istio-system",
      name,
      selector: { istio: component },
      ports: ports.map((port) => ({ ...port, targetPort: port.port })),
      ageDays: 49,
    });
  }
}
