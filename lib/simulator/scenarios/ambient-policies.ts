import type { Cluster } from "./build/cluster";

/** STRICT for the mesh; whoever is not there yet says so, and some say it in a way that does something else. */
export function addAmbientPolicies(cluster: Cluster): void {
  cluster.addPeerAuthentication({
    namespace: "istio-system",
    name: "default",
    mode: "STRICT",
    ageDays: 39,
  });
  for (const namespace of ["museum", "kiosks"]) {
    cluster.addPeerAuthentication({
      namespace,
      name: "default",
      mode: "PERMISSIVE",
      ageDays: 38,
    });
  }
  cluster.addPeerAuthentication({
    namespace: "archive",
    name: "default",
    mode: "STRICT",
    ageDays: 30,
  });
  // Meant to let Prometheus in; DISABLE below a parent's STRICT is overlooked (semantics A6.2).
  cluster.addPeerAuthentication({
    namespace: "archive",
    name: "scans-metrics",
    selector: { app: "scans" },
    ports: { "9102": "DISABLE" },
    ageDays: 21,
  });
  cluster.addPeerAuthentication({
    namespace: "archive",
    name: "loans",
    selector: { app: "loans" },
    mode: "STRICT",
    ports: { "9102": "PERMISSIVE" },
    ageDays: 20,
  });
  // "As the mesh", somebody thought; together with the next one it opens xray entirely (semantics A6.3).
  cluster.addPeerAuthentication({
    namespace: "restoration",
    name: "default",
    ageDays: 28,
  });
  cluster.addPeerAuthentication({
    namespace: "restoration",
    name: "xray-metrics",
    selector: { app: "xray" },
    ports: { "9102": "PERMISSIVE" },
    ageDays: 18,
  });
}
