import { timestampSeconds } from "@/lib/simulator/kubernetes/timestamp";
import { Cluster } from "./build/cluster";
import { addControlPlane, addKubernetesBasics } from "./build/control-plane";
import type { Scenario, ScenarioOptions } from "./scenario";
import { SHOP_CALLS, SHOP_CRON_JOBS } from "./shop-calls";
import { addShopPolicies } from "./shop-policies";
import { SHOP_SERVICES, type ShopService } from "./shop-services";
import { addShopStrangers } from "./shop-strangers";

const injectedNamespaces = [
  "edge",
  "web",
  "catalog",
  "search",
  "checkout",
  "payments",
  "ledger",
  "accounts",
  "shipping",
  "messaging",
  "data",
  "batch",
];

/**
 * A company half way: auto mTLS on, some namespaces STRICT, and the usual mess that keeps the others
 * from following: rare jobs, a Prometheus without a sidecar, a rule that switches mutual TLS off, a
 * namespace nobody scrapes, one that was never injected, policies that do nothing. Proxies log no calls.
 */
export function shop(options: ScenarioOptions): Scenario {
  const cluster = new Cluster(options);
  cluster.addNodes(6);
  addKubernetesBasics(cluster);
  addControlPlane(cluster, { autoMtls: true });
  for (const namespace of injectedNamespaces) {
    cluster.addNamespace(namespace, { injected: true, ageDays: 44 });
  }
  cluster.addNamespace("analytics", { injected: true, scraped: false });
  cluster.addNamespace("erp", { ageDays: 55 });
  cluster.addNamespace("monitoring", { ageDays: 48 });
  SHOP_SERVICES.forEach((service, index) => {
    addShopService(cluster, service, 14 + (index % 23));
  });
  addEdge(cluster);
  addBeyond(cluster);
  addShopStrangers(cluster, options);
  addShopPolicies(cluster);
  addCalls(cluster, options);
  return cluster.scenario("shop");
}

function addShopService(
  cluster: Cluster,
  service: ShopService,
  ageDays: number,
): void {
  const { namespace, name, ports, metricsPort } = service;
  cluster.addWorkload({
    namespace,
    name,
    kind: service.kind,
    version: service.version,
    replicas: service.replicas,
    ageDays,
    ports: [
      ...ports.map((port) => ({ name: port.name, port: port.container })),
      ...(metricsPort === null ? [] : [{ name: "metrics", port: metricsPort }]),
    ],
    ...(service.injected === undefined ? {} : { injected: service.injected }),
    ...(service.ownProbe ? OWN_PROBE : {}),
  });
  cluster.addService({
    namespace,
    name,
    ageDays: 41,
    labels: { app: name },
    selector: { app: name },
    headless: service.headless,
    ...(service.nodePort === null ? {} : { type: "NodePort" }),
    ports: ports.map(({ name: portName, port, targetPort }) => ({
      name: portName,
      port,
      targetPort,
      ...(service.nodePort === null ? {} : { nodePort: service.nodePort }),
    })),
  });
  if (metricsPort !== null) {
    cluster.addFlow({
      from: {
        kind: "workload",
        namespace: "monitoring",
        workload: "prometheus",
      },
      to: { kind: "pods", namespace, workload: name, port: metricsPort },
      protocol: "http",
      ratePerS: 1 / 30,
    });
  }
}

/** The kubelet reaches the application's port itself, in plaintext (semantics E10). */
const OWN_PROBE = {
  podAnnotations: { "sidecar.istio.io/rewriteAppHTTPProbers": "false" },
  readinessProbe: {
    httpGet: { path: "/healthz", port: 8080, scheme: "HTTP" },
    periodSeconds: 10,
  },
};

function addEdge(cluster: Cluster): void {
  cluster.addWorkload({
    namespace: "edge",
    name: "ingress",
    image: "docker.io/istio/proxyv2:1.24.2",
    replicas: 2,
    podLabels: { istio: "ingressgateway" },
    ports: [
      { name: "http2", port: 8080 },
      { name: "https", port: 8443 },
    ],
  });
  cluster.addService({
    namespace: "edge",
    name: "ingress",
    type: "LoadBalancer",
    selector: { app: "ingress" },
    ports: [
      { name: "http2", port: 80, targetPort: 8080 },
      { name: "https", port: 443, targetPort: 8443 },
    ],
  });
}

/** What no pod of this cluster answers for, and a port that no Service has. */
function addBeyond(cluster: Cluster): void {
  cluster.addService({
    namespace: "shipping",
    name: "carrier-api",
    selector: null,
    externalName: "api.carrier.example.com",
    ports: [],
  });
  cluster.addService(
    {
      namespace: "erp",
      name: "mainframe",
      selector: null,
      ports: [{ name: "tcp-mq", port: 1414, targetPort: 1414 }],
    },
    ["192.168.40.12", "192.168.40.13"],
  );
  // Brokers talk to each other on a port that is in no Service.
  cluster.addFlow({
    from: { kind: "workload", namespace: "data", workload: "kafka" },
    to: { kind: "pods", namespace: "data", workload: "kafka", port: 9093 },
    protocol: "tcp",
    ratePerS: 0.05,
  });
}

function addCalls(cluster: Cluster, { nowMs }: ScenarioOptions): void {
  for (const [from, to, ratePerS, responseCode] of SHOP_CALLS) {
    const [namespace, workload] = split(from);
    cluster.addFlow({
      from: { kind: "workload", namespace, workload },
      ...callTo(to),
      ratePerS,
      ...(responseCode === undefined ? {} : { responseCode }),
    });
  }
  for (const job of SHOP_CRON_JOBS) {
    const { name, schedule, injected, to, ratePerS } = job;
    const ranMs = nowMs - job.ranHoursAgo * 3_600_000;
    const labels = {
      app: name,
      ...(injected ? {} : { "sidecar.istio.io/inject": "false" }),
    };
    const template = {
      metadata: { labels },
      spec: {
        restartPolicy: "OnFailure",
        containers: [{ name, image: `registry.example.com/${name}:1.0` }],
      },
    };
    cluster.addObject("batch/v1", "CronJob", "batch", name, {
      spec: { schedule, jobTemplate: { spec: { template } } },
      status: { lastScheduleTime: timestampSeconds(ranMs) },
    });
    cluster.addFlow({
      from: { kind: "transient", namespace: "batch", workload: name, injected },
      ...callTo(to),
      ratePerS,
    });
  }
}

function callTo(to: string) {
  const [namespace, name] = split(to);
  const service = SHOP_SERVICES.find(
    (it) => it.namespace === namespace && it.name === name,
  );
  const port = service?.ports[0]?.port;
  if (service === undefined || port === undefined) {
    throw new Error(`the shop has no service ${to}`);
  }
  return {
    to: { kind: "service", namespace, service: name, port },
    protocol: service.protocol,
  } as const;
}

function split(path: string): readonly [string, string] {
  const [namespace = "", name = ""] = path.split("/");
  return [namespace, name];
}
