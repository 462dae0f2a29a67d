import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { Namespace, ObjectRef, Pod } from "@/lib/mesh/objects";
import { ambientIntended, sidecarIntended } from "@/lib/mesh/server/injection";
import { portMode } from "@/lib/mesh/server/server-mode";
import { distinctRefs, servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
import { knownPorts } from "./known-ports";
import { type LivePod, type PodGroup, podGroups } from "./live-pods";
import { oncePerIndex } from "./once-per-index";

/**
 * Pods without a proxy on whose ports a policy asks for STRICT: they look closed and take plaintext (E08).
 * A policy of the whole mesh is not held against namespaces that never asked for proxies, and a policy
 * without selector not against pods of the host network, which can have none.
 */
export function strictWithoutProxyFindings(index: MeshIndex): Finding[] {
  const found = new Map<string, OpenPods>();
  for (const group of podGroups(index)) {
    if (!asksForStrict(group)) continue;
    for (const candidate of group.pods) {
      const claim = strictClaim(index, group, candidate);
      if (claim === null) continue;
      const key = refKey(claim.policy);
      const open = found.get(key) ?? { ...claim, pods: [], meant: false };
      found.set(key, open);
      open.pods.push(candidate.pod);
      open.meant ||= claim.byName || !refusesProxy(candidate.pod);
    }
  }
  return [...found.values()].map(({ policy, pods, meant }) => ({
    code: "strict-without-proxy",
    severity: meant ? "error" : "warning",
    objects: [policy, ...distinctRefs(pods.map(({ workload }) => workload))],
    services: servicesOfPods(index, pods),
    params: { pods: pods.length },
  }));
}

interface Claim {
  readonly policy: ObjectRef;
  /** The policy names these pods by their labels. */
  readonly byName: boolean;
}

interface OpenPods extends Claim {
  readonly pods: Pod[];
  /** Not every one of them keeps proxies away on purpose. */
  meant: boolean;
}

function asksForStrict({ serverMode }: PodGroup): boolean {
  return (
    serverMode.mode === "STRICT" ||
    [...serverMode.ports.values()].includes("STRICT")
  );
}

/** The policy that asks this pod for STRICT in vain; null = none does, or nobody was led to believe it. */
function strictClaim(
  index: MeshIndex,
  { namespace, serverMode }: PodGroup,
  { pod, shape, started }: LivePod,
): Claim | null {
  if (shape !== "none" || !started) return null;
  // A pod that is not known to listen, a Job's mostly, has nothing to close.
  const policy = knownPorts(index, pod)
    .map((port) => portMode(serverMode, port))
    .find(({ mode }) => mode === "STRICT")?.decidedBy;
  if (!policy) return null;
  const { workload } = serverMode.levels;
  if (policy.namespace === namespace && policy.name === workload?.name) {
    return { policy, byName: true };
  }
  if (pod.hostNetwork) return null;
  const ofMesh = policy.namespace === index.meshConfig.rootNamespace;
  const expectsProxies =
    namespace !== policy.namespace && askingNamespaces(index).has(namespace);
  return ofMesh && !expectsProxies ? null : { policy, byName: false };
}

const askingNamespaces = oncePerIndex(
  ({ inventory }): ReadonlySet<string> =>
    new Set(
      inventory.namespaces.filter(asksForProxies).map(({ name }) => name),
    ),
);

/** What the namespace asks for on behalf of pods that say nothing. */
function asksForProxies(namespace: Namespace): boolean {
  const pod = {
    namespace: namespace.name,
    labels: {},
    annotations: {},
    hostNetwork: false,
  };
  return sidecarIntended(pod, namespace) || ambientIntended(pod, namespace);
}

/** Would stay without a sidecar even in a namespace that asks for sidecars. */
function refusesProxy(pod: Pod): boolean {
  const willing: Namespace = {
    name: pod.namespace,
    labels: { "istio-injection": "enabled" },
    annotations: {},
  };
  return !sidecarIntended(pod, willing);
}
