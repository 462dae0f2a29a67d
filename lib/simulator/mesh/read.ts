import type { ObjectStore, StoredObject } from "@/lib/simulator/store";
import { kept } from "./kept";
import { readSendingHbone } from "./read-istiod";
import { readLegacy } from "./read-legacy";
import { readMeshConfig } from "./read-mesh-config";
import { readNodes } from "./read-nodes";
import { readPod } from "./read-pod";
import { readDestinationRule, readPeerAuthentication } from "./read-policy";
import { readService } from "./read-service";
import { readTelemetry } from "./read-telemetry";
import {
  type MeshView,
  type PodView,
  type PolicyView,
  type RuleView,
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
  const running = runningPods(store.list("Pod"));
  const services = present(store.list("Service").map(readService));
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
    podsByWorkload: byWorkload(running),
    podsByNamespace: grouped(running, (pod) => pod.namespace),
    services: new Map(
      services.map((it) => [`${it.namespace}/${it.name}`, it] as const),
    ),
    servicesByNamespace: grouped(services, (it) => it.namespace),
    policies: grouped(
      policiesIn(store.list("PeerAuthentication")),
      (it) => it.namespace,
    ),
    legacy: readLegacy(store),
    rules: grouped(
      rulesIn(store.list("DestinationRule")),
      (it) => it.namespace,
    ),
  };
}

export function runningPods(objects: readonly StoredObject[]): PodView[] {
  return present(objects.map(readPod)).filter((pod) => pod.running);
}

/** Keyed "namespace/workload". */
export function byWorkload(
  pods: readonly PodView[],
): ReadonlyMap<string, readonly PodView[]> {
  return grouped(pods, (pod) => workloadKey(pod.namespace, pod.workload));
}

/** Oldest first. */
export function policiesIn(objects: readonly StoredObject[]): PolicyView[] {
  return present(objects.map(keptPeerAuthentication)).sort(oldestFirst);
}

/** Oldest first. */
export function rulesIn(objects: readonly StoredObject[]): RuleView[] {
  return present(objects.map(keptDestinationRule)).sort(oldestFirst);
}

const keptPeerAuthentication = kept(readPeerAuthentication);
const keptDestinationRule = kept(readDestinationRule);

/** A label is free for everybody; only the control plane's own pods are ztunnels. */
function isZtunnel(pod: PodView, rootNamespace: string): boolean {
  return pod.labels.app === "ztunnel" && pod.namespace === rootNamespace;
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

export function present<T>(items: readonly (T | null)[]): T[] {
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
