/**
 * Names the callers behind logged connections. What cannot be named is counted under the reason, and
 * nothing is ever given to the likeliest: two pods that shared an address are two candidates.
 */
import type { InboundCall } from "@/lib/access-log/inbound-call";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import { type ClusterAddresses, originOf } from "./origin";
import { type PlaintextReason, whyPlaintext } from "./why-plaintext";

export interface AttributedCaller {
  readonly who:
    | { readonly kind: "workload"; readonly workload: ObjectRef }
    | { readonly kind: "node"; readonly node: string }
    | { readonly kind: "api-server" };
  /** Pods of the workload, or hostNetwork pods of the node; no more than `MAX_PODS`, the rest are counted. */
  readonly pods: readonly string[];
  readonly morePods: number;
  readonly addresses: readonly string[];
  /** Ports that were called. */
  readonly ports: readonly number[];
  readonly accepted: number;
  readonly refused: number;
  readonly lastAtMs: number | null;
  /** null where the caller is no pod. */
  readonly reason: PlaintextReason | null;
}

export interface Attribution {
  readonly callers: readonly AttributedCaller[];
  readonly notAttributed: {
    /** By address that nobody in the cluster had at that time. */
    readonly unknownAddresses: readonly {
      readonly ip: string;
      readonly calls: number;
      readonly lastAtMs: number | null;
    }[];
    /** Several workloads may have had the address then. */
    readonly ambiguous: number;
    /** The log names only what a header claimed. */
    readonly claimedByHeader: number;
  };
  /** Calls with TLS of which the log does not tell whether it was mutual; neither counted nor named. */
  readonly transportUnknown: number;
}

export const MAX_PODS = 5;

/**
 * @param calls inbound calls of the destination's pods; those over mutual TLS are left out here
 * @param services the services behind which those pods stand
 */
export function attributeCalls(
  index: MeshIndex,
  addresses: ClusterAddresses,
  calls: readonly InboundCall[],
  services: readonly Service[],
): Attribution {
  const groups = new Map<string, Group>();
  const unknown = new Map<string, { calls: number; lastAtMs: number | null }>();
  let ambiguous = 0;
  let claimedByHeader = 0;
  let transportUnknown = 0;
  for (const call of calls) {
    if (call.transport === "mutual_tls") continue;
    if (call.transport === "unknown") {
      transportUnknown += 1;
      continue;
    }
    if (call.peer?.from !== "connection") {
      claimedByHeader += 1;
      continue;
    }
    const { ip } = call.peer;
    const origin = originOf(addresses, ip, call.atMs);
    switch (origin.kind) {
      case "pod": {
        const workloads = new Map(
          origin.pods.map((pod) => [refKey(pod.workload), pod.workload]),
        );
        const [first, ...others] = workloads.values();
        if (first === undefined || others.length > 0) ambiguous += 1;
        else {
          groupOf(groups, { kind: "workload", workload: first }).add(
            call,
            ip,
            origin.pods,
          );
        }
        break;
      }
      case "node":
        groupOf(groups, { kind: "node", node: origin.node }).add(
          call,
          ip,
          origin.hostPods,
        );
        break;
      case "api-server":
        groupOf(groups, { kind: "api-server" }).add(call, ip, []);
        break;
      case "unknown": {
        const seen = unknown.get(ip) ?? { calls: 0, lastAtMs: null };
        seen.calls += 1;
        seen.lastAtMs = latest(seen.lastAtMs, call.atMs);
        unknown.set(ip, seen);
        break;
      }
      default:
        origin satisfies never;
    }
  }
  return {
    callers: [...groups.values()]
      .map((group) => group.caller(index, services))
      .sort(byCalls),
    notAttributed: {
      unknownAddresses: [...unknown]
        .map(([ip, seen]) => ({ ip, ...seen }))
        .sort((a, b) => b.calls - a.calls || (a.ip < b.ip ? -1 : 1)),
      ambiguous,
      claimedByHeader,
    },
    transportUnknown,
  };
}

class Group {
  private readonly pods = new Map<string, Pod>();
  private readonly addresses = new Set<string>();
  private readonly ports = new Set<number>();
  private accepted = 0;
  private refused = 0;
  private lastAtMs: number | null = null;

  constructor(private readonly who: AttributedCaller["who"]) {}

  add(call: InboundCall, ip: string, pods: readonly Pod[]): void {
    for (const pod of pods) this.pods.set(pod.uid, pod);
    this.addresses.add(ip);
    if (call.localPort !== null) this.ports.add(call.localPort);
    if (call.refused === null) this.accepted += 1;
    else this.refused += 1;
    this.lastAtMs = latest(this.lastAtMs, call.atMs);
  }

  caller(index: MeshIndex, services: readonly Service[]): AttributedCaller {
    const names = [...this.pods.values()].map(({ name }) => name).sort();
    const [example] = this.pods.values();
    return {
      who: this.who,
      pods: names.slice(0, MAX_PODS),
      morePods: Math.max(0, names.length - MAX_PODS),
      addresses: [...this.addresses].sort(),
      ports: [...this.ports].sort((a, b) => a - b),
      accepted: this.accepted,
      refused: this.refused,
      lastAtMs: this.lastAtMs,
      reason:
        this.who.kind === "workload" && example !== undefined
          ? whyPlaintext(index, example, services)
          : null,
    };
  }
}

function groupOf(
  groups: Map<string, Group>,
  who: AttributedCaller["who"],
): Group {
  const key =
    who.kind === "workload" ? refKey(who.workload) : JSON.stringify(who);
  const known = groups.get(key);
  if (known) return known;
  const made = new Group(who);
  groups.set(key, made);
  return made;
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function byCalls(a: AttributedCaller, b: AttributedCaller): number {
  const total = ({ accepted, refused }: AttributedCaller) => accepted + refused;
  return (
    total(b) - total(a) ||
    (JSON.stringify(a.who) < JSON.stringify(b.who) ? -1 : 1)
  );
}
