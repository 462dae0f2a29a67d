import {
  isSidecarClient,
  sidecarNamespaces,
} from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Labels, Pod, Service } from "@/lib/mesh/objects";
import { outboundProxy } from "@/lib/mesh/server/proxy";
import { ConcerningRules } from "./concerning-rules";

/** Sidecar clients of a service that are told the same as far as their place and labels go. */
export interface ClientGroup {
  /** Any of `namespaces` may speak for all of them. */
  readonly namespace: string;
  readonly namespaces: readonly string[];
  /** True = these are namespaces that no rule for the service is about, and so all others. */
  readonly ordinary: boolean;
  /** What a rule's workloadSelector asks of the client; null = any client. */
  readonly labels: Labels | null;
}

/** Everything about the clients of one service that does not depend on its ports. */
export interface ServiceClients {
  readonly rules: ConcerningRules;
  readonly groups: readonly ClientGroup[];
  /** Groups beyond `MAX_GROUPS`; nothing is said about them. */
  readonly leftOut: number;
  /** Some pod of the mesh is in ambient, so its calls go through ztunnel. */
  readonly ambient: boolean;
}

/** Anybody may write rules with a thousand selectors, and every group is explained for every port. */
const MAX_GROUPS = 60;

/**
 * A client namespace can be told something of its own only where a rule for this service lives in it or
 * is exported to it by name; all others see the same, and one of them is asked for all.
 */
export function serviceClients(
  index: MeshIndex,
  service: Service,
): ServiceClients {
  const rules = new ConcerningRules(index, service);
  const special = new Set([
    service.namespace,
    index.meshConfig.rootNamespace,
    ...rules.all.flatMap(({ rule }) => [rule.namespace, ...rule.exportTo]),
  ]);
  const { sidecars, ambient } = clientKinds(index);
  const ordinary = sidecars.filter((namespace) => !special.has(namespace));
  const [speaker] = ordinary;
  const groups: ClientGroup[] =
    speaker === undefined
      ? []
      : [
          {
            namespace: speaker,
            namespaces: ordinary,
            ordinary: true,
            labels: null,
          },
        ];
  for (const namespace of sidecars) {
    if (!special.has(namespace)) continue;
    for (const labels of [null, ...selectorsIn(index, rules, namespace)]) {
      groups.push({
        namespace,
        namespaces: [namespace],
        ordinary: false,
        labels,
      });
    }
  }
  return {
    rules,
    groups: groups.slice(0, MAX_GROUPS),
    leftOut: Math.max(0, groups.length - MAX_GROUPS),
    ambient,
  };
}

/** A running pod whose sidecar one may ask what it was told; null where none runs now. */
export function exampleClient(
  index: MeshIndex,
  { namespace, labels }: Pick<ClientGroup, "namespace" | "labels">,
): Pod | null {
  return (
    index.podsByNamespace
      .get(namespace)
      ?.find(
        (pod) =>
          pod.phase === "Running" &&
          isSidecarClient(pod) &&
          Object.entries(labels ?? {}).every(
            ([key, value]) => pod.labels[key] === value,
          ),
      ) ?? null
  );
}

/** Selectors that pick some client of the namespace; others tell nobody anything. */
function selectorsIn(
  index: MeshIndex,
  rules: ConcerningRules,
  namespace: string,
): Labels[] {
  const selectors = rules.all.flatMap(({ rule }) =>
    rule.namespace === namespace && rule.workloadSelector !== null
      ? [rule.workloadSelector]
      : [],
  );
  const distinct = new Map(
    selectors.map((labels) => [JSON.stringify(labels), labels]),
  );
  return [...distinct.values()].filter(
    (labels) => exampleClient(index, { namespace, labels }) !== null,
  );
}

interface ClientKinds {
  /** Namespaces with at least one client sidecar, by name. */
  readonly sidecars: readonly string[];
  readonly ambient: boolean;
}

const kinds = new WeakMap<MeshIndex, ClientKinds>();

function clientKinds(index: MeshIndex): ClientKinds {
  const known = kinds.get(index);
  if (known) return known;
  const made = {
    sidecars: [...sidecarNamespaces(index)].sort(),
    ambient: index.inventory.pods.some(isInAmbient),
  };
  kinds.set(index, made);
  return made;
}

/** No pod is in ambient without the annotation; to look for it first spares a closer look at every pod of the mesh. */
function isInAmbient(pod: Pod): boolean {
  return (
    "ambient.istio.io/redirection" in pod.annotations &&
    pod.phase !== "Succeeded" &&
    pod.phase !== "Failed" &&
    outboundProxy(pod) === "ztunnel"
  );
}
