/**
 * What matters to every service alike: who else is in the cluster and might call. Kept apart from the
 * facts of one service, so that a verdict can tell whether anything of it changed.
 */
import { compareText } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type {
  ApiServerCallee,
  CronJob,
  ObjectRef,
  Pod,
} from "@/lib/mesh/objects";
import { ambientIntended, sidecarIntended } from "@/lib/mesh/server/injection";
import { outboundProxy } from "@/lib/mesh/server/proxy";
import { type Unread, unreadKindsOf } from "./unread-kinds";

export interface Surroundings {
  /** Workloads with at least one live pod without a proxy, the largest first. */
  readonly unmeshed: readonly ObjectRef[];
  readonly hasAmbientPods: boolean;
  /** CronJobs whose pods will get no proxy, by name. */
  readonly unmeshedCronJobs: readonly Pick<
    CronJob,
    "namespace" | "name" | "lastRunAt"
  >[];
  readonly cronJobsKnown: boolean;
  readonly apiServerCallees: readonly ApiServerCallee[];
  readonly apiServerCalleesKnown: boolean;
  readonly unreadKinds: readonly Unread[];
}

export function surroundingsOf(index: MeshIndex): Surroundings {
  const { cronJobs, apiServerCallees } = index.inventory;
  const callers: UnmeshedWorkload[] = [];
  let hasAmbientPods = false;
  for (const [namespace, pods] of index.podsByNamespace) {
    const summary = summaryOf(pods);
    hasAmbientPods ||= summary.hasAmbient;
    if (
      !SYSTEM_NAMESPACES.has(namespace) &&
      namespace !== index.meshConfig.rootNamespace
    ) {
      callers.push(...summary.unmeshed);
    }
  }
  return {
    unmeshed: callers
      .sort(
        (a, b) => b.pods - a.pods || compareText(refKey(a.ref), refKey(b.ref)),
      )
      .map(({ ref }) => ref),
    hasAmbientPods,
    unmeshedCronJobs: (cronJobs?.items ?? [])
      .filter((job) => !job.suspended && !getsProxy(index, job))
      .map(({ namespace, name, lastRunAt }) => ({ namespace, name, lastRunAt }))
      .sort((a, b) =>
        compareText(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`),
      ),
    cronJobsKnown: cronJobs?.complete ?? false,
    apiServerCallees: apiServerCallees?.items ?? [],
    apiServerCalleesKnown: apiServerCallees?.complete ?? false,
    unreadKinds: unreadKindsOf(index.inventory),
  };
}

/** By value: both are made afresh with every index. */
export function sameSurroundings(a: Surroundings, b: Surroundings): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

const SYSTEM_NAMESPACES = new Set([
  "kube-system",
  "kube-public",
  "kube-node-lease",
]);

interface UnmeshedWorkload {
  readonly ref: ObjectRef;
  readonly pods: number;
}

interface NamespaceSummary {
  readonly unmeshed: readonly UnmeshedWorkload[];
  readonly hasAmbient: boolean;
}

/** Pods of a namespace stay the same list while none of them changes. */
const summaries = new WeakMap<readonly Pod[], NamespaceSummary>();

function summaryOf(pods: readonly Pod[]): NamespaceSummary {
  const known = summaries.get(pods);
  if (known !== undefined) return known;
  const unmeshed = new Map<string, { ref: ObjectRef; pods: number }>();
  let hasAmbient = false;
  for (const pod of pods) {
    if (pod.phase === "Succeeded" || pod.phase === "Failed") continue;
    const proxy = outboundProxy(pod);
    if (proxy === "ztunnel") hasAmbient = true;
    if (proxy !== "none") continue;
    const key = refKey(pod.workload);
    const entry = unmeshed.get(key) ?? { ref: pod.workload, pods: 0 };
    entry.pods += 1;
    unmeshed.set(key, entry);
  }
  const summary = { unmeshed: [...unmeshed.values()], hasAmbient };
  summaries.set(pods, summary);
  return summary;
}

function getsProxy(
  index: MeshIndex,
  { namespace, template }: CronJob,
): boolean {
  const place = index.namespaces.get(namespace) ?? null;
  const pod = { namespace, ...template };
  return sidecarIntended(pod, place) || ambientIntended(pod, place);
}
