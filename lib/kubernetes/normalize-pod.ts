import type { z } from "zod";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { podSchema } from "./core-schema";
import { derivedWorkload } from "./derived-workload";
import { obeysLegacyPolicies } from "./istio-release";
import { sendsHbone } from "./istiod-hbone";
import { podAnnotations } from "./object-meta";
import { controllerOf } from "./owner";
import { podTimes } from "./pod-times";
import { networkProbes } from "./probes";
import { labelsOnly, projector } from "./projection";
import { likeTheLast, oneOfEach } from "./shared-values";

/** A pod whose workload is only derived yet: for certain it takes the ReplicaSets and Jobs. */
export interface PodRecord {
  readonly pod: Pod;
  /** Its controller, as the pod names it. */
  readonly owner: ObjectRef | null;
  /** Set for pods that say they are Istio's control plane; anybody's may, so the namespace has to be trusted as well. */
  readonly istiod: Istiod | null;
}

/** What an istiod pod tells about the mesh. */
export interface Istiod {
  /** "default" where it has none */
  readonly revision: string;
  /** From its `--domain` argument; null where it does not say. */
  readonly clusterDomain: string | null;
  /** Whether it lets sidecars send HBONE; null where the pod does not say for certain. */
  readonly sendsHbone: boolean | null;
  /** Istio 1.5 or older; null where the pod does not say for certain. */
  readonly obeysLegacyPolicies: boolean | null;
}

/** The running control planes among the pods: those in a namespace that only the mesh's operators may write to. */
export function controlPlanes(
  pods: Iterable<PodRecord>,
  trustedNamespaces: ReadonlySet<string>,
): { readonly namespace: string; readonly istiod: Istiod }[] {
  const found = [];
  for (const { istiod, pod } of pods) {
    const isOver = pod.phase === "Succeeded" || pod.phase === "Failed";
    if (istiod !== null && trustedNamespaces.has(pod.namespace) && !isOver) {
      found.push({ namespace: pod.namespace, istiod });
    }
  }
  return found;
}

type RawPod = z.output<typeof podSchema>;

export const projectPod = projector(podSchema, toPodRecord, labelsOnly);

function toPodRecord(raw: RawPod): PodRecord {
  const { metadata, spec, status } = raw;
  // Native sidecars are init containers that never end (semantics A5).
  const longRunning = [
    ...spec.containers,
    ...spec.initContainers.filter(
      ({ restartPolicy }) => restartPolicy === "Always",
    ),
  ];
  const conditions = status?.conditions ?? [];
  const probes = sameProbes(networkProbes(longRunning));
  const moreIps = (status?.podIPs ?? [])
    .map(({ ip }) => ip)
    .filter((ip) => ip !== "" && ip !== status?.podIP);
  const namespace = sameNamespace(metadata.namespace);
  const labels = sameLabels(metadata.labels);
  const owner = sameOwner(controllerOf(metadata));
  // One literal and no spread: its objects are smaller, and there are tens of thousands.
  const pod: Pod = {
    namespace,
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    createdAt: metadata.creationTimestamp,
    labels,
    annotations: sameAnnotations(podAnnotations(metadata.annotations)),
    ip: status?.podIP || null,
    nodeName: nodeNames(spec.nodeName),
    hostNetwork: spec.hostNetwork,
    serviceAccount: sameAccount(spec.serviceAccountName || "default"),
    phase: status?.phase || "Unknown",
    ready: conditions.some(
      (condition) => condition.type === "Ready" && condition.status === "True",
    ),
    containerPorts: samePorts(
      longRunning.flatMap(({ ports }) =>
        ports.map(({ name, containerPort }) => ({ name, port: containerPort })),
      ),
    ),
    longRunningContainers: sameContainers(longRunning.map(({ name }) => name)),
    workload: sameWorkload(
      derivedWorkload({ namespace, name: metadata.name, labels }, owner),
    ),
  };
  const times = podTimes(raw);
  return {
    pod:
      moreIps.length + probes.length === 0 && times === null
        ? pod
        : {
            ...pod,
            ...times,
            ...(moreIps.length > 0 ? { moreIps } : {}),
            ...(probes.length > 0 ? { probes } : {}),
          },
    owner,
    istiod: istiodOf(raw),
  };
}

const sameNamespace = likeTheLast<string>();
const sameLabels = likeTheLast<Pod["labels"]>();
const sameAnnotations = likeTheLast<Pod["annotations"]>();
const sameAccount = likeTheLast<string>();
const samePorts = likeTheLast<Pod["containerPorts"]>();
const sameContainers = likeTheLast<Pod["longRunningContainers"]>();
const sameProbes = likeTheLast<NonNullable<Pod["probes"]>>();
const sameOwner = likeTheLast<ObjectRef | null>();
const sameWorkload = likeTheLast<ObjectRef>();
/** Neighbours in a list run on different nodes. */
const nodeNames = oneOfEach(10_000);

function istiodOf({ metadata, spec }: RawPod): Istiod | null {
  const isIstiod =
    metadata.labels.app === "istiod" ||
    // Before 1.5 it was called pilot.
    metadata.labels.istio === "pilot" ||
    metadata.labels["istio.io/component"] === "pilot";
  if (!isIstiod) {
    return null;
  }
  const args = spec.containers.flatMap((container) => container.args);
  return {
    revision: metadata.labels["istio.io/rev"] || "default",
    clusterDomain: argument(args, "--domain"),
    sendsHbone: sendsHbone(spec.containers.map(({ env }) => env)),
    obeysLegacyPolicies: obeysLegacyPolicies({
      image:
        spec.containers.find(({ name }) => name === "discovery")?.image ?? null,
      labels: metadata.labels,
    }),
  };
}

/** Both spellings: `--domain x` and `--domain=x`. A value with a variable in it cannot be known here. */
function argument(args: readonly string[], flag: string): string | null {
  const at = args.indexOf(flag);
  const joined = args.find((arg) => arg.startsWith(`${flag}=`));
  const value = joined?.slice(flag.length + 1) ?? (at >= 0 ? args[at + 1] : "");
  return value === undefined || value === "" || value.includes("$")
    ? null
    : value;
}
