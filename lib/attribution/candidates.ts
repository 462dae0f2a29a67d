/**
 * Who may be calling in plaintext, from the cluster's objects alone: nobody here was seen. NetworkPolicies are
 * not read, so some of them may not even be able to.
 */
import { setImmediate } from "node:timers/promises";
import { compareText } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import { outboundProxy } from "@/lib/mesh/server/proxy";
import { type PlaintextReason, whyPlaintext } from "./why-plaintext";

export interface Candidate {
  readonly workload: ObjectRef;
  readonly pods: number;
  readonly reason: PlaintextReason;
}

export interface Candidates {
  /** They have a proxy, which is told to send plaintext to this service. */
  readonly told: readonly Candidate[];
  readonly moreTold: number;
  /** They have none, the likeliest first. */
  readonly unmeshed: readonly Candidate[];
  readonly moreUnmeshed: number;
}

export const MAX_CANDIDATES = 20;
/** Pods between two looks at everything else that waits. */
const SLICE_PODS = 500;

/** Every workload of the cluster but the service's own and those that have ended. */
export async function findCandidates(
  index: MeshIndex,
  service: Service,
): Promise<Candidates> {
  const own = new Set(
    index.podsOf(service).map(({ workload }) => refKey(workload)),
  );
  const told = new Map<string, Candidate>();
  const unmeshed = new Map<string, Candidate & { readonly rank: number }>();
  let looked = 0;
  for (const pod of index.inventory.pods) {
    looked += 1;
    if (looked % SLICE_PODS === 0) await setImmediate();
    if (pod.phase === "Succeeded" || pod.phase === "Failed") continue;
    const key = refKey(pod.workload);
    if (own.has(key)) continue;
    if (countOneMore(told, key) || countOneMore(unmeshed, key)) continue;
    const reason = whyPlaintext(index, pod, [service]);
    const candidate = { workload: pod.workload, pods: 1, reason };
    if (outboundProxy(pod) === "none") {
      unmeshed.set(key, { ...candidate, rank: rankOf(pod, service) });
    } else if (TOLD.has(reason.cause)) told.set(key, candidate);
  }
  const ranked = [...unmeshed.values()].sort(
    (a, b) => a.rank - b.rank || byName(a, b),
  );
  const named = [...told.values()].sort(
    (a, b) => nearness(a, service) - nearness(b, service) || byName(a, b),
  );
  return {
    told: named.slice(0, MAX_CANDIDATES),
    moreTold: Math.max(0, named.length - MAX_CANDIDATES),
    unmeshed: ranked
      .slice(0, MAX_CANDIDATES)
      .map(({ workload, pods, reason }) => ({ workload, pods, reason })),
    moreUnmeshed: Math.max(0, ranked.length - MAX_CANDIDATES),
  };
}

function countOneMore<T extends Candidate>(
  found: Map<string, T>,
  key: string,
): boolean {
  const known = found.get(key);
  if (known) found.set(key, { ...known, pods: known.pods + 1 });
  return known !== undefined;
}

/** What configuration says for certain; the others may be or may not. */
const TOLD: ReadonlySet<PlaintextReason["cause"]> = new Set([
  "destination-rule",
  "auto-mtls-off",
  "auto-mtls-infers-plaintext",
  "endpoint-not-labelled",
  "ambient-to-sidecar",
]);

/** Neighbours first; the cluster's own machinery, which mostly calls no services, last. */
function rankOf(pod: Pod, { namespace }: Service): number {
  if (pod.hostNetwork) return 3;
  if (pod.namespace.startsWith("kube-") || pod.namespace === "istio-system") {
    return 2;
  }
  return pod.namespace === namespace ? 0 : 1;
}

function nearness({ workload }: Candidate, { namespace }: Service): number {
  return workload.namespace === namespace ? 0 : 1;
}

function byName(a: Candidate, b: Candidate): number {
  return compareText(refKey(a.workload), refKey(b.workload));
}
