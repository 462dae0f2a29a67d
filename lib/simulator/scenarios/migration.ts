import { fractionOf } from "@/lib/simulator/random";
import { Cluster } from "./build/cluster";
import { addControlPlane, addKubernetesBasics } from "./build/control-plane";
import type { Scenario, ScenarioOptions } from "./scenario";

const namespaces = ["foo", "bar", "legacy"] as const;

/**
 * Istio's mutual TLS migration task at its very start: two namespaces with sidecars, one without,
 * nothing configured and auto mTLS off, so every call is plaintext and every call works. The proxies
 * log every call.
 */
export function migration(options: ScenarioOptions): Scenario {
  const cluster = new Cluster(options);
  cluster.addNodes(2);
  addKubernetesBasics(cluster);
  addControlPlane(cluster, { autoMtls: false, accessLog: true });
  addMigrationTask(cluster, options);
  return cluster.scenario("migration");
}

/** The namespaces, services and calls of the task, whatever Istio they live in. */
export function addMigrationTask(
  cluster: Cluster,
  options: ScenarioOptions,
): void {
  for (const namespace of namespaces) {
    cluster.addNamespace(namespace, { injected: namespace !== "legacy" });
    cluster.addWorkload({
      namespace,
      name: "httpbin",
      version: "v1",
      image: "docker.io/mccutchen/go-httpbin:v2.15.0",
      ports: [{ port: 8080 }],
    });
    cluster.addWorkload({
      namespace,
      name: "sleep",
      image: "docker.io/curlimages/curl:8.11.0",
    });
    cluster.addService({
      namespace,
      name: "httpbin",
      labels: { app: "httpbin", service: "httpbin" },
      selector: { app: "httpbin" },
      ports: [{ name: "http", port: 8000, targetPort: 8080 }],
    });
    cluster.addService({
      namespace,
      name: "sleep",
      labels: { app: "sleep", service: "sleep" },
      selector: { app: "sleep" },
      ports: [{ name: "http", port: 80, targetPort: 80 }],
    });
  }
  for (const from of namespaces) {
    for (const to of namespaces) {
      cluster.addFlow({
        from: { kind: "workload", namespace: from, workload: "sleep" },
        to: { kind: "service", namespace: to, service: "httpbin", port: 8000 },
        protocol: "http",
        // About once a second, but nobody's loop keeps the same pace as another's.
        ratePerS: 0.94 + 0.1 * fractionOf(`${options.seed}|${from}|${to}`),
      });
    }
  }
}
