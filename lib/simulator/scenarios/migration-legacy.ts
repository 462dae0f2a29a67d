import { Cluster } from "./build/cluster";
import { addKubernetesBasics } from "./build/control-plane";
import { addLegacyControlPlane } from "./build/legacy-control-plane";
import { addMigrationTask } from "./migration";
import type { Scenario, ScenarioOptions } from "./scenario";

/**
 * The mutual TLS migration task on Istio 1.4: the same services and calls, a MeshPolicy that is
 * PERMISSIVE, as the installation leaves it, and in foo a Policy that somebody made for the task.
 * There is no PeerAuthentication, and DestinationRules are served in their first version only.
 */
export function migrationLegacy(options: ScenarioOptions): Scenario {
  const cluster = new Cluster(options, "1.4.10");
  cluster.addNodes(2);
  addKubernetesBasics(cluster);
  addLegacyControlPlane(cluster, "1.4.10");
  addMigrationTask(cluster, options);
  cluster.addLegacyPolicy({
    name: "default",
    peers: [{ mtls: { mode: "PERMISSIVE" } }],
    labels: { release: "istio" },
    ageDays: 49,
  });
  cluster.addLegacyPolicy({
    namespace: "foo",
    name: "example-httpbin-permissive",
    targets: [{ name: "httpbin" }],
    peers: [{ mtls: { mode: "PERMISSIVE" } }],
    ageDays: 39,
  });
  return cluster.scenario("migration-1.4", [
    "PeerAuthentication",
    "RequestAuthentication",
    "security.istio.io/v1",
    "networking.istio.io/v1",
    "networking.istio.io/v1beta1",
    "telemetry.istio.io",
  ]);
}
