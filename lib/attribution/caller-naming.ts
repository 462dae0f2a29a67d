/** Who made one logged call: what ztunnel says of it, and who had the address then. */
import { compareText } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { isRunning } from "./address-book";
import type { CallerName } from "./attributed-caller";
import type { LoggedCall } from "./logged-call";
import { type ClusterAddresses, originOf, type UnknownPlace } from "./origin";

interface Named {
  readonly who: CallerName;
  /** Those of the caller that may have made the call. */
  readonly pods: readonly Pod[];
}

export type CallerFound =
  | Named
  | { readonly ip: string; readonly place: UnknownPlace }
  /** One of these, or perhaps nobody of them. */
  | { readonly ip: string; readonly between: readonly CallerName[] }
  | "claimedByHeader"
  | "withoutAddress";

/**
 * A ztunnel looks at the address when the call comes in, and knows pods that were gone before we began to
 * watch. So its name goes first; but where the address was somebody else's then, one of the two is wrong.
 */
export function callerNaming(
  index: MeshIndex,
  addresses: ClusterAddresses,
): (call: LoggedCall) => CallerFound {
  const saidByZtunnel = sourceNaming(index);
  return (call) => {
    if (call.peer === null) return "withoutAddress";
    if (call.peer.from === "header") return "claimedByHeader";
    const { ip } = call.peer;
    const said = call.source ? saidByZtunnel(call.source) : null;
    const origin = originOf(addresses, ip, call.atMs);
    switch (origin.kind) {
      case "pod":
        return amongPods(ip, origin.pods, call, said);
      case "node": {
        const { kind, node, apiServer, hostPods } = origin;
        const who = { kind, node, apiServer };
        if (said === null) return { who, pods: hostPods };
        const own = hostPods.find((pod) => isSource(pod, call));
        return own ? workloadOf(own) : between(ip, [said.who, who]);
      }
      case "api-server":
        return said === null
          ? { who: origin, pods: [] }
          : between(ip, [said.who, origin]);
      case "load-balancer":
        // What a service says of its addresses is a claim; ztunnel asked the cluster.
        return said ?? { who: origin, pods: [] };
      case "unknown":
        return said ?? { ip, place: origin.place };
      default:
        return origin satisfies never;
    }
  };
}

function amongPods(
  ip: string,
  pods: readonly Pod[],
  call: LoggedCall,
  said: Named | null,
): CallerFound {
  const own = pods.find((pod) => isSource(pod, call));
  if (own) return workloadOf(own);
  const workloads = new Map<string, ObjectRef>(
    pods.map((pod) => [refKey(pod.workload), pod.workload]),
  );
  const names = [...workloads.values()].map(nameOf);
  const [who] = names;
  if (said !== null) {
    const isSame =
      names.length === 1 && JSON.stringify(who) === JSON.stringify(said.who);
    return isSame ? said : between(ip, [said.who, ...names]);
  }
  // Unless a pod that had finished before it was seen says when, its address may have been another's by then.
  const isKnown = (pod: Pod) =>
    isRunning(pod) || (pod.finishedAtS !== undefined && call.atMs !== null);
  return who !== undefined && names.length === 1 && pods.some(isKnown)
    ? { who, pods }
    : between(ip, names);
}

function isSource({ namespace, name }: Pod, { source }: LoggedCall): boolean {
  return source?.namespace === namespace && source.pod === name;
}

function workloadOf(pod: Pod): Named {
  return { who: nameOf(pod.workload), pods: [pod] };
}

function nameOf(workload: ObjectRef): CallerName {
  return { kind: "workload", workload };
}

function between(ip: string, names: readonly CallerName[]): CallerFound {
  const sorted = names
    .map((who) => ({ who, text: JSON.stringify(who) }))
    .sort((a, b) => compareText(a.text, b.text));
  return { ip, between: sorted.map(({ who }) => who) };
}

/** Every line names its source, and namespaces are long. */
function sourceNaming(index: MeshIndex) {
  const known = new Map<string, Named>();
  return ({
    namespace,
    pod: name,
  }: NonNullable<LoggedCall["source"]>): Named => {
    const key = `${namespace}/${name}`;
    const found = known.get(key);
    if (found) return found;
    const pod = index.podsByNamespace
      .get(namespace)
      ?.find((candidate) => candidate.name === name);
    const named = pod
      ? workloadOf(pod)
      : { who: nameOf({ kind: "Pod", namespace, name }), pods: [] };
    known.set(key, named);
    return named;
  };
}
