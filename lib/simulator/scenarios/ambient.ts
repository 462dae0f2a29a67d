import { AMBIENT_CALLS, AMBIENT_SCRAPES } from "./ambient-calls";
import { addAmbientPolicies } from "./ambient-policies";
import { addAmbientNodes, addWaypoint } from "./build/ambient";
import { Cluster } from "./build/cluster";
import { addControlPlane, addKubernetesBasics } from "./build/control-plane";
import type { Scenario, ScenarioOptions } from "./scenario";

/**
 * A museum whose mesh is STRICT by default and mostly ambient, with sidecars beside and an office that
 * is in no mesh. What stands where shows one rule each (semantics A6, B5, D):
 *
 * - `museum`, open while it migrates. `members` and `audio-guide` are called over HBONE only. `tickets`
 *   is also called in plaintext, by `office/finance-export` and by `turnstiles`, which opted out of
 *   ambient in the same namespace; ztunnel knows both by their address. `website` is called from
 *   outside the cluster, by nobody with a name. `exhibits` has a waypoint, past which the newsletter of
 *   the office goes. `floor-plans` wants to be in ambient and is still pending: nothing is enforced.
 * - `archive`, locked as a namespace: ztunnel refuses the office's backup, again and again. `scans`
 *   has a port list that says DISABLE and stays closed all the same (A6.2); `loans` says STRICT itself
 *   and its PERMISSIVE port is open.
 * - `restoration` says UNSET, so the mesh's STRICT holds for `climate`, and for `xray` nothing does:
 *   its one PERMISSIVE port opens all of them (A6.3).
 * - `kiosks` has sidecars. `ticket-kiosk` announces that it takes HBONE, so ztunnel reaches it with an
 *   identity; `signage` does not, so ztunnel's callers arrive in plaintext. Both call into ambient, with
 *   HBONE, because istiod lets sidecars send it.
 *
 * A root policy with an empty selector (A6.1) is left out: it would hide the STRICT of the mesh from
 * all of ambient, and with it most of the above.
 */
export function ambient(options: ScenarioOptions): Scenario {
  const cluster = new Cluster(options);
  cluster.addNodes(3);
  addKubernetesBasics(cluster);
  addControlPlane(cluster, { autoMtls: true, ambient: true });
  addAmbientNodes(cluster);
  for (const namespace of ["museum", "archive", "restoration"]) {
    cluster.addNamespace(namespace, { ambient: true });
  }
  cluster.addNamespace("kiosks", { injected: true });
  cluster.addNamespace("office", { ageDays: 55 });
  cluster.addNamespace("monitoring", { ageDays: 48 });
  addWaypoint(cluster, "museum", "waypoint");
  addMuseum(cluster);
  addArchiveAndRestoration(cluster);
  addNeighbours(cluster);
  addAmbientPolicies(cluster);
  addCalls(cluster);
  return cluster.scenario("ambient");
}

function addMuseum(cluster: Cluster): void {
  addHttp(cluster, "museum/website", { replicas: 2 });
  addHttp(cluster, "museum/tickets", { replicas: 2 });
  addHttp(cluster, "museum/members", { replicas: 2 });
  addHttp(cluster, "museum/audio-guide");
  addHttp(cluster, "museum/exhibits", {
    replicas: 2,
    labels: { "istio.io/use-waypoint": "waypoint" },
  });
  addHttp(cluster, "museum/floor-plans", { redirection: "pending" });
  cluster.addWorkload({
    namespace: "museum",
    name: "turnstiles",
    podLabels: { "istio.io/dataplane-mode": "none" },
  });
}

function addArchiveAndRestoration(cluster: Cluster): void {
  addHttp(cluster, "archive/catalogue", { replicas: 2 });
  addHttp(cluster, "archive/scans", { metrics: true });
  addHttp(cluster, "archive/loans", { metrics: true });
  addHttp(cluster, "restoration/xray", { metrics: true });
  addHttp(cluster, "restoration/climate");
}

function addNeighbours(cluster: Cluster): void {
  addHttp(cluster, "kiosks/ticket-kiosk", {
    replicas: 2,
    podLabels: { "networking.istio.io/tunnel": "http" },
  });
  addHttp(cluster, "kiosks/signage");
  addHttp(cluster, "office/wiki");
  for (const name of ["finance-export", "newsletter", "backup"]) {
    cluster.addWorkload({ namespace: "office", name });
  }
  cluster.addWorkload({
    namespace: "monitoring",
    name: "prometheus",
    kind: "StatefulSet",
    ports: [{ name: "http", port: 9090 }],
  });
}

interface HttpOptions {
  readonly replicas?: number;
  /** Of the Service. */
  readonly labels?: Record<string, string>;
  readonly podLabels?: Record<string, string>;
  readonly redirection?: "pending";
  /** A second port, 9102, which Prometheus scrapes from the pod. */
  readonly metrics?: boolean;
}

/** A Deployment and its Service, port 80 to 8080. */
function addHttp(
  cluster: Cluster,
  path: string,
  { labels, metrics = false, ...workload }: HttpOptions = {},
): void {
  const { namespace, name } = split(path);
  cluster.addWorkload({
    ...workload,
    namespace,
    name,
    ports: [
      { name: "http", port: 8080 },
      ...(metrics ? [{ name: "http-metrics", port: METRICS_PORT }] : []),
    ],
  });
  cluster.addService({
    namespace,
    name,
    selector: { app: name },
    labels: { app: name, ...labels },
    ports: [
      { name: "http", port: 80, targetPort: 8080 },
      ...(metrics
        ? [
            {
              name: "http-metrics",
              port: METRICS_PORT,
              targetPort: METRICS_PORT,
            },
          ]
        : []),
    ],
  });
}

const METRICS_PORT = 9102;

function addCalls(cluster: Cluster): void {
  for (const [from, to, ratePerS] of AMBIENT_CALLS) {
    const target = split(to);
    const source = split(from);
    cluster.addFlow({
      from: {
        kind: "workload",
        namespace: source.namespace,
        workload: source.name,
      },
      to: {
        kind: "service",
        namespace: target.namespace,
        service: target.name,
        port: 80,
      },
      protocol: "http",
      ratePerS,
    });
  }
  cluster.addFlow({
    from: { kind: "outside", name: "load-balancer" },
    to: { kind: "service", namespace: "museum", service: "website", port: 80 },
    protocol: "http",
    ratePerS: 4,
  });
  for (const path of AMBIENT_SCRAPES) {
    const { namespace, name } = split(path);
    cluster.addFlow({
      from: {
        kind: "workload",
        namespace: "monitoring",
        workload: "prometheus",
      },
      to: { kind: "pods", namespace, workload: name, port: METRICS_PORT },
      protocol: "http",
      ratePerS: 1 / 30,
    });
  }
}

function split(path: string): { namespace: string; name: string } {
  const [namespace = "", name = ""] = path.split("/");
  return { namespace, name };
}
