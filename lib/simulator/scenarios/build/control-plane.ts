import type { Cluster } from "./cluster";

export interface ControlPlaneOptions {
  readonly autoMtls: boolean;
  /** Installed with the ambient profile: istiod knows ztunnel, and lets sidecars send HBONE. */
  readonly ambient?: boolean;
  /** Every proxy logs every call, as the demo profile has it. */
  readonly accessLog?: boolean;
}

/** istiod with its ConfigMap, as an installation of Istio leaves them in istio-system. */
export function addControlPlane(
  cluster: Cluster,
  { autoMtls, ambient = false, accessLog = false }: ControlPlaneOptions,
): void {
  cluster.addNamespace("istio-system", { ageDays: 50 });
  cluster.addObject(
    "v1",
    "ConfigMap",
    "istio-system",
    "istio",
    {
      data: {
        mesh: [
          ...(accessLog ? ["accessLogFile: /dev/stdout"] : []),
          "defaultConfig:",
          "  discoveryAddress: istiod.istio-system.svc:15012",
          `enableAutoMtls: ${autoMtls}`,
          "enablePrometheusMerge: true",
          "rootNamespace: istio-system",
          "trustDomain: cluster.local",
          "",
        ].join("\n"),
        meshNetworks: "networks: {}",
      },
    },
    50,
  );
  cluster.addWorkload({
    namespace: "istio-system",
    name: "istiod",
    image: "docker.io/istio/pilot:1.24.2",
    injected: false,
    ports: [{ port: 15010 }, { port: 15012 }, { port: 15017 }, { port: 8080 }],
    ...(ambient ? { env: { PILOT_ENABLE_AMBIENT: "true" } } : {}),
    ageDays: 49,
  });
  cluster.addService({
    namespace: "istio-system",
    name: "istiod",
    selector: { app: "istiod" },
    ports: [
      { name: "grpc-xds", port: 15010, targetPort: 15010 },
      { name: "https-dns", port: 15012, targetPort: 15012 },
      { name: "https-webhook", port: 443, targetPort: 15017 },
      { name: "http-monitoring", port: 15014, targetPort: 15014 },
    ],
    ageDays: 49,
  });
}

/** On a machine of its own, which is no node. */
const API_SERVER = "192.168.10.10";

/** What every cluster has, mesh or not. */
export function addKubernetesBasics(cluster: Cluster): void {
  cluster.addNamespace("default", { ageDays: 60 });
  cluster.addNamespace("kube-system", { ageDays: 60 });
  cluster.addWorkload({
    namespace: "kube-system",
    name: "coredns",
    app: "kube-dns",
    image: "registry.k8s.io/coredns/coredns:v1.11.3",
    injected: false,
    replicas: 2,
    ports: [{ name: "dns-tcp", port: 53 }],
    ageDays: 59,
  });
  cluster.addService({
    namespace: "kube-system",
    name: "kube-dns",
    selector: { app: "kube-dns" },
    ports: [{ name: "dns-tcp", port: 53, targetPort: 53 }],
    ageDays: 59,
  });
  cluster.addService(
    {
      namespace: "default",
      name: "kubernetes",
      selector: null,
      ports: [{ name: "https", port: 443, targetPort: 6443 }],
      ageDays: 60,
    },
    [API_SERVER],
  );
}
