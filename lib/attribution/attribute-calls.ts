/**
 * Names the callers behind logged connections. What cannot be named is counted under the reason, and
 * nothing is ever given to the likeliest: two pods that shared an address are two candidates.
 */
import type { InboundCall } from "@/lib/access-log/inbound-call";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { Pod, Service } from "@/lib/mesh/objects";
import type { AttributedCaller, CallerName } from "./attributed-caller";
import { CallerGroups, laterOf } from "./caller-groups";
import { type ClusterAddresses, originOf, type UnknownPlace } from "./origin";

/** A call that may carry the name which ztunnel gave its caller. */
export interface LoggedCall extends InboundCall {
  readonly source?: {
    readonly namespace: string;
    readonly pod: string;
  } | null;
}

export interface Attribution {
  readonly callers: readonly AttributedCaller[];
  readonly notAttributed: {
    /** Addresses that nobody in the cluster had at that time, most calls first. */
    readonly unknownAddresses: readonly UnknownAddress[];
    /** Several workloads may have had the address then. */
    readonly ambiguous: number;
    /** The log names only what a header claimed. */
    readonly claimedByHeader: number;
    /** The log names nobody. */
    readonly withoutAddress: number;
  };
  readonly mutualTls: number;
  /** Calls with TLS of which the log does not tell whether it was mutual; neither counted nor named. */
  readonly transportUnknown: number;
}

export interface UnknownAddress {
  readonly ip: string;
  readonly place: UnknownPlace;
  readonly accepted: number;
  readonly refused: number;
  readonly lastAtMs: number | null;
}

/** Takes calls in any portions: there may be some hundred thousand. */
export interface CallAttributor {
  /** Calls over mutual TLS are only counted. */
  add(call: LoggedCall): void;
  attribution(): Attribution;
}

/** @param services the services behind which the called pods stand */
export function callAttributor(
  index: MeshIndex,
  addresses: ClusterAddresses,
  services: readonly Service[],
): CallAttributor {
  const groups = new CallerGroups();
  const unknown = new Map<string, UnknownAddress>();
  const counts = {
    ambiguous: 0,
    claimedByHeader: 0,
    withoutAddress: 0,
    mutual_tls: 0,
    unknown: 0,
  };
  return {
    add(call) {
      if (call.transport !== "plaintext") {
        counts[call.transport] += 1;
        return;
      }
      const found = nameOf(index, addresses, call);
      if (typeof found === "string") counts[found] += 1;
      else if ("who" in found) groups.add(found.who, call, found.pods);
      else addUnknown(unknown, found, call);
    },
    attribution() {
      const { ambiguous, claimedByHeader, withoutAddress } = counts;
      return {
        callers: groups.callers(index, services),
        notAttributed: {
          unknownAddresses: [...unknown.values()].sort(byCalls),
          ambiguous,
          claimedByHeader,
          withoutAddress,
        },
        mutualTls: counts.mutual_tls,
        transportUnknown: counts.unknown,
      };
    },
  };
}

type Found =
  | { readonly who: CallerName; readonly pods: readonly Pod[] }
  | { readonly ip: string; readonly place: UnknownPlace }
  | "ambiguous"
  | "claimedByHeader"
  | "withoutAddress";

function nameOf(
  index: MeshIndex,
  addresses: ClusterAddresses,
  call: LoggedCall,
): Found {
  if (call.peer === null) return "withoutAddress";
  if (call.peer.from === "header") return "claimedByHeader";
  const { ip } = call.peer;
  const origin = originOf(addresses, ip, call.atMs);
  switch (origin.kind) {
    case "pod":
      return (
        workloadOf(origin.pods) ?? saidByZtunnel(index, call) ?? "ambiguous"
      );
    case "node":
      return {
        who: { kind: "node", node: origin.node },
        pods: origin.hostPods,
      };
    case "api-server":
      return { who: { kind: "api-server" }, pods: [] };
    case "load-balancer":
      return {
        who: { kind: "load-balancer", service: origin.service },
        pods: [],
      };
    case "unknown":
      return saidByZtunnel(index, call) ?? { ip, place: origin.place };
    default:
      return origin satisfies never;
  }
}

function workloadOf(pods: readonly Pod[]): Found | null {
  const workloads = new Map(
    pods.map((pod) => [refKey(pod.workload), pod.workload]),
  );
  const [workload, ...others] = workloads.values();
  return workload === undefined || others.length > 0
    ? null
    : { who: { kind: "workload", workload }, pods };
}

/** Its own look at the address, at the moment of the call: it knows pods that were gone before we started. */
function saidByZtunnel(index: MeshIndex, { source }: LoggedCall): Found | null {
  if (!source) return null;
  const { namespace, pod: name } = source;
  const pod = index.podsByNamespace
    .get(namespace)
    ?.find((candidate) => candidate.name === name);
  return pod
    ? { who: { kind: "workload", workload: pod.workload }, pods: [pod] }
    : {
        who: { kind: "workload", workload: { kind: "Pod", namespace, name } },
        pods: [],
      };
}

function addUnknown(
  unknown: Map<string, UnknownAddress>,
  { ip, place }: { readonly ip: string; readonly place: UnknownPlace },
  call: LoggedCall,
): void {
  const known = unknown.get(ip);
  unknown.set(ip, {
    ip,
    place,
    accepted: (known?.accepted ?? 0) + (call.refused === null ? 1 : 0),
    refused: (known?.refused ?? 0) + (call.refused === null ? 0 : 1),
    lastAtMs: laterOf(known?.lastAtMs ?? null, call.atMs),
  });
}

function byCalls(a: UnknownAddress, b: UnknownAddress): number {
  return (
    b.accepted + b.refused - a.accepted - a.refused || (a.ip < b.ip ? -1 : 1)
  );
}
