/**
 * What becomes of the callers that were seen, once a change is made: the law run on both sides of
 * every call, with the server as it would be and the client as it would be told.
 */

import type { ClientSends } from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { clientPods } from "@/lib/mesh/readiness/client-pods";
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import { servedPorts } from "@/lib/mesh/server/served-ports";
import { workloadModes } from "@/lib/mesh/server/workload-modes";
import type { Caller } from "@/lib/mesh/traffic/caller";
import { sumCallers } from "@/lib/mesh/traffic/caller";
import type { TrafficIndex } from "@/lib/mesh/traffic/traffic-index";

export interface CallerOutcomes {
  readonly refused: readonly Caller[];
  readonly unaffected: readonly Caller[];
}

/** Callers, and the workloads that they reach. */
export interface ReachedWorkloads {
  readonly workloads: readonly ObjectRef[];
  readonly callers: readonly Caller[];
}

/** Callers of workloads that a change touches beside the service's own, one entry per workload. */
export function reachedBeside(
  traffic: TrafficIndex | null,
  own: readonly ObjectRef[],
  touched: readonly ObjectRef[],
): ReachedWorkloads[] {
  const known = new Set(own.map(refKey));
  return distinct(touched)
    .filter((workload) => !known.has(refKey(workload)))
    .map((workload) => ({
      workloads: [workload],
      callers: sumCallers(traffic?.edgesTo([workload]) ?? []),
    }));
}

/**
 * Whoever is refused already is not refused by this change.
 *
 * @param after the mesh as it would be
 * @param sendsAfter what clients of a namespace would send; undefined = what they were seen sending
 */
export function callerOutcomes(
  before: MeshIndex,
  after: MeshIndex,
  reached: readonly ReachedWorkloads[],
  sendsAfter: (namespace: string) => ClientSends | undefined,
): CallerOutcomes {
  const refused: Caller[] = [];
  const unaffected: Caller[] = [];
  for (const { workloads, callers } of reached) {
    const now = acceptedAt(before, workloads);
    const then = acceptedAt(after, workloads);
    for (const caller of callers) {
      const fails =
        isRefused(sends(after, caller, sendsAfter), then) &&
        !isRefused(asSeen(caller), now);
      (fails ? refused : unaffected).push(caller);
    }
  }
  return { refused, unaffected };
}

/** What a group of workloads takes, all ports together. */
interface Accepted {
  readonly modes: ReadonlySet<MutualTlsMode>;
  readonly isAmbient: boolean;
}

function acceptedAt(
  index: MeshIndex,
  workloads: readonly ObjectRef[],
): Accepted {
  return {
    modes: new Set(
      workloads.flatMap((workload) => [...modesOf(index, workload)]),
    ),
    isAmbient: workloads.some((workload) =>
      podsOf(index, workload).some(
        (pod) => enforcementPoint(pod) === "ztunnel",
      ),
    ),
  };
}

function isRefused(sent: Sent, { modes, isAmbient }: Accepted): boolean {
  return (
    (sent.plaintext && modes.has("STRICT")) ||
    (sent.mutualTls && modes.has("DISABLE")) ||
    (sent.mutualTls && !sent.tunnelled && isAmbient)
  );
}

/** Telemetry names no port, so a caller counts as reaching every port of the workload that something serves. */
function modesOf(
  index: MeshIndex,
  workload: ObjectRef,
): ReadonlySet<MutualTlsMode> {
  const modes = new Set<MutualTlsMode>();
  for (const pod of podsOf(index, workload)) {
    if (enforcementPoint(pod) === "none") continue;
    const server = workloadModes(index, pod);
    for (const { targetPort } of servedPorts(index, pod)) {
      modes.add(server.ports.get(targetPort) ?? server.mode);
    }
    // Ports that no Service declares are reached by pod IP.
    if (index.servicesOf(pod).length === 0) modes.add(server.mode);
  }
  return modes;
}

function podsOf(index: MeshIndex, workload: ObjectRef): Pod[] {
  return (index.podsByNamespace.get(workload.namespace) ?? []).filter(
    (pod) => refKey(pod.workload) === refKey(workload),
  );
}

interface Sent {
  readonly plaintext: boolean;
  readonly mutualTls: boolean;
  /** False = mutual TLS that ztunnel cannot read. */
  readonly tunnelled: boolean;
}

/**
 * Only a proxy obeys what its namespace is told (semantics B5). Where it is not known whether a caller has one,
 * it may do either.
 */
function sends(
  index: MeshIndex,
  caller: Caller,
  sendsAfter: (namespace: string) => ClientSends | undefined,
): Sent {
  const { namespace, workload } = caller;
  const seen = asSeen(caller);
  const told = namespace === null ? undefined : sendsAfter(namespace);
  const obeying = told && asTold(told);
  if (namespace === null || !obeying) return seen;
  const pods =
    workload === null ? null : clientPods(index, namespace, workload);
  if (pods === null) {
    return {
      plaintext: seen.plaintext || obeying.plaintext,
      mutualTls: seen.mutualTls || obeying.mutualTls,
      tunnelled: obeying.tunnelled,
    };
  }
  return pods.isMeshed ? obeying : seen;
}

/** @returns null where it differs from endpoint to endpoint */
function asTold(told: ClientSends): Sent | null {
  switch (told) {
    case "mutual_tls":
      return { plaintext: false, mutualTls: true, tunnelled: true };
    case "mutual_tls_without_hbone":
      return { plaintext: false, mutualTls: true, tunnelled: false };
    case "plaintext":
    case "tls":
      return { plaintext: true, mutualTls: false, tunnelled: false };
    case "per_endpoint":
      return null;
    default:
      return told satisfies never;
  }
}

function asSeen({ requests, connections }: Caller): Sent {
  return {
    plaintext: requests.plaintext + connections.plaintext > 0,
    mutualTls: requests.mutualTls + connections.mutualTls > 0,
    // It was seen as mutual TLS by the server, so it was read there.
    tunnelled: true,
  };
}

function distinct(refs: readonly ObjectRef[]): ObjectRef[] {
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}
