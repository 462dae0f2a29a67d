import type { z } from "zod";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { podSchema } from "./core-schema";
import { obeysLegacyPolicies } from "./istio-release";
import { sendsHbone } from "./istiod-hbone";
import { objectMeta, podAnnotations } from "./object-meta";
import { controllerOf } from "./owner";
import { networkProbes } from "./probes";
import { labelsOnly, projector } from "./projection";

/** A pod whose workload is not resolved yet: that takes the ReplicaSets and Jobs. */
export interface PodRecord {
  readonly pod: Omit<Pod, "workload">;
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
  const probes = networkProbes(longRunning);
  const moreIps = (status?.podIPs ?? [])
    .map(({ ip }) => ip)
    .filter((ip) => ip !== "" && ip !== status?.podIP);
  return {
    pod: {
      ...objectMeta(metadata),
      annotations: podAnnotations(metadata.annotations),
      ip: status?.podIP || null,
      ...(moreIps.length > 0 ? { moreIps } : {}),
      nodeName: spec.nodeName,
      hostNetwork: spec.hostNetwork,
      serviceAccount: spec.serviceAccountName || "default",
      phase: status?.phase || "Unknown",
      ready: conditions.some(
        (condition) =>
          condition.type === "Ready" && condition.status === "True",
      ),
      containerPorts: longRunning.flatMap(({ ports }) =>
        ports.map(({ name, containerPort }) => ({ name, port: containerPort })),
      ),
      longRunningContainers: longRunning.map(({ name }) => name),
      ...(probes.length > 0 ? { probes } : {}),
    },
    owner: controllerOf(metadata),
    istiod: istiodOf(raw),
  };
}

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
