import { Cluster } from "./build/cluster";
import { addKubernetesBasics } from "./build/control-plane";
import type { Scenario, ScenarioOptions } from "./scenario";

/** A cluster on which nobody has installed Istio. */
export function empty(options: ScenarioOptions): Scenario {
  const cluster = new Cluster(options);
  cluster.addNodes(1);
  addKubernetesBasics(cluster);
  cluster.addNamespace("web");
  cluster.addWorkload({
    namespace: "web",
    name: "frontend",
    ports: [{ port: 8080 }],
  });
  cluster.addService({
    namespace: "web",
    name: "frontend",
    selector: { app: "frontend" },
    ports: [{ name: "http", port: 80, targetPort: 8080 }],
  });
  return cluster.scenario("empty", [
    "security.istio.io",
    "networking.istio.io",
    "telemetry.istio.io",
    "authentication.istio.io",
  ]);
}
