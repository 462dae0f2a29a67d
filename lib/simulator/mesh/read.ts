import { z } from "zod";
import type { ObjectStore, StoredObject } from "@/lib/simulator/store";
import { readSendingHbone } from "./read-istiod";
import { readLegacy } from "./read-legacy";
import { readMeshConfig } from "./read-mesh-config";
import { readNodes } from "./read-nodes";
import { readPod } from "./read-pod";
import { readDestinationRule, readPeerAuthentication } from "./read-policy";
import { readTelemetry } from "./read-telemetry";
import {
  type MeshView,
  type PodView,
  type ServiceView,
  workloadKey,
} from "./view";

/** The kinds whose change can change what happens on the wire. */
export const KINDS_OF_THE_MESH: ReadonlySet<string> = new Set([
  "Namespace",
  "Node",
  "Pod",
  "Service",
  "ConfigMap",
  "CronJob",
  "PeerAuthentication",
  "DestinationRule",
  "Telemetry",
  "Policy",
  "MeshPolicy",
]);

/** Reads the mesh as it is now. Objects that cannot be read are left out, as istiod leaves them out. */
export function readMesh(store: ObjectStore): MeshView {
  const pods = present(store.list("Pod").map(readPod));
  const services = present(store.list("Service").map(readService));
  const running = pods.filter((pod) => pod.running);
  const meshConfig = readMeshConfig(store);
  return {
    ...meshConfig,
    logging: {
      ...meshConfig.logging,
      telemetries: grouped(
        present(store.list("Telemetry").map(readTelemetry)).sort(oldestFirst),
        (it) => it.namespace,
      ),
    },
    nodes: readNodes(store),
    sidecarsSendHbone: readSendingHbone(store),
    ztunnels: new Map(
      running
        .filter((pod) => isZtunnel(pod, meshConfig.rootNamespace))
        .map((pod) => [pod.nodeName, pod] as const),
    ),
    waypoints: grouped(
      running.filter(({ waypointName }) => waypointName !== null),
      (pod) => `${pod.namespace}/${pod.waypointName}`,
    ),
    waypointOfNamespace: new Map(
      store.list("Namespace").flatMap(({ metadata }) => {
        const name = metadata.labels?.["istio.io/use-waypoint"];
        return name === undefined ? [] : [[metadata.name, name] as const];
      }),
    ),
    pods: running,
    podsByWorkload: grouped(running, (pod: PodView) =>
      workloadKey(pod.namespace, pod.workload),
    ),
    podsByNamespace: grouped(running, (pod) => pod.namespace),
    services: new Map(
      services.map((it) => [`${it.namespace}/${it.name}`, it] as const),
    ),
    servicesByNamespace: grouped(services, (it) => it.namespace),
    policies: grouped(
      present(
        store.list("PeerAuthentication").map(readPeerAuthentication),
      ).sort(oldestFirst),
      (it) => it.namespace,
    ),
    legacy: readLegacy(store),
    rules: grouped(
      present(store.list("DestinationRule").map(readDestinationRule)).sort(
        oldestFirst,
      ),
      (it) => it.namespace,
    ),
    injectedNamespaces: new Set(
      store
        .list("Namespace")
        .filter(
          ({ metadata }) => metadata.labels?.["istio-injection"] === "enabled",
        )
        .map(({ metadata }) => metadata.name),
    ),
  };
}

/** A label is free for everybody; only the control plane's own pods are ztunnels. */
function isZtunnel(pod: PodView, rootNamespace: string): boolean {
  return pod.labels.app === "ztunnel" && pod.namespace === rootNamespace;
}

const serviceSchema = z.object({
  metadata: z.object({
    namespace: z.string(),
    name: z.string(),
    creationTimestamp: z.string(),
    labels: z.record(z.string(), z.string()).catch({}),
  }),
  spec: z.object({
    clusterIP: z.string().optional(),
    externalName: z.string().optional(),
    selector: z.record(z.string(), z.string()).nullish(),
    ports: z
      .array(
        z.object({
          name: z.string().default(""),
          port: z.number(),
          targetPort: z.union([z.number(), z.string()]).optional(),
        }),
      )
      .catch([]),
  }),
});

function readService(object: StoredObject): ServiceView | null {
  const parsed = serviceSchema.safeParse(object);
  if (!parsed.success) {
    return null;
  }
  const { metadata, spec } = parsed.data;
  const selector = spec.selector ?? {};
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    createdMs: Date.parse(metadata.creationTimestamp),
    selector: Object.keys(selector).length === 0 ? null : selector,
    clusterIp:
      spec.clusterIP === undefined || spec.clusterIP === "None"
        ? null
        : spec.clusterIP,
    headless: spec.clusterIP === "None",
    externalName: spec.externalName ?? null,
    useWaypoint: metadata.labels["istio.io/use-waypoint"] ?? null,
    ports: spec.ports.map((it) => ({
      name: it.name,
      port: it.port,
      targetPort: it.targetPort ?? it.port,
    })),
  };
}

/** Istio's order of contest: creation time, then name (semantics A2). */
function oldestFirst(
  left: { createdMs: number; name: string },
  right: { createdMs: number; name: string },
): number {
  if (left.createdMs !== right.createdMs) {
    return left.createdMs - right.createdMs;
  }
  return left.name < right.name ? -1 : 1;
}

function present<T>(items: readonly (T | null)[]): T[] {
  return items.filter((item): item is T => item !== null);
}

function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
