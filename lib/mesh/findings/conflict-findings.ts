import { atOnce } from "@/lib/mesh/at-once";
import { clientTlsUnder } from "@/lib/mesh/client/client-tls";
import { ruleTls } from "@/lib/mesh/client/traffic-policy-tls";
import type { ConsolidatedRule } from "@/lib/mesh/index/destination-rule";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { selectorMatches } from "@/lib/mesh/selector";
import { distinctRefs } from "./affected-services";
import { autoToDisable } from "./auto-to-disable";
import {
  type ClientNamespaces,
  clientsOf,
  type RuleClients,
} from "./clients-by-rule";
import { type EndpointConflict, endpointConflict } from "./endpoint-conflict";
import type { Finding } from "./finding";
import { gatheringParts, readyToGather } from "./gather-conflicts";
import { knownSources } from "./mesh-in-view";
import { mixedEndpoints } from "./mixed-endpoints";
import { perService } from "./remembered";
import {
  saysNothingOfTls,
  subsetRule,
  subsetsThatDiffer,
} from "./rule-subsets";
import { valuesByKey } from "./values-by-key";
import { verdictOf } from "./verdict-of";

/**
 * Calls that fail because of what clients are told, or are not told, to send: one finding for each rule,
 * port number and kind of failure, with the services and the namespaces whose sidecars find that rule. Clients without a
 * sidecar obey no rule and are not looked at (semantics B4, B5, E02, E03, E09).
 */
export function conflictFindings(index: MeshIndex): Finding[] {
  return atOnce(conflictParts(index));
}

/** The same, with pauses. */
export function* conflictParts(index: MeshIndex): Generator<void, Finding[]> {
  const found = conflicts(index);
  yield;
  return yield* gatheringParts(found);
}

const conflicts = perService((index, service): Finding[] => {
  // A policy that could not be read may let in what another one refuses.
  if (!knownSources(index).policies(service.namespace)) return [];
  const clients = clientsOf(index, service);
  const found = new Map<string, Conflict>();
  for (const group of clients.groups) collect(found, index, service, group);
  return readyToGather([
    ...valuesByKey(found).map((conflict) =>
      findingOf(conflict, service, clients.describe),
    ),
    ...mixedEndpoints(index, service, clients.groups),
    ...autoToDisable(index, service, clients.groups),
  ]);
});

/** Endpoints that fail in the same way; it grows while they are looked at. */
interface Failing extends Pick<EndpointConflict, "code" | "tls"> {
  unless: EndpointConflict["unless"];
  readonly pods: Set<Pod>;
  readonly policies: Set<ObjectRef>;
}

interface Conflict extends Failing {
  readonly rule: ObjectRef | null;
  readonly port: number;
  readonly subset: string;
  /** The same rule may be found in two places, by two groups. */
  readonly clients: Set<ClientNamespaces>;
}

function collect(
  conflicts: Map<string, Conflict>,
  index: MeshIndex,
  service: Service,
  group: RuleClients,
): void {
  // Where auto mTLS alone decides, calls break by the server's policies and labels, not by what clients are told.
  if (index.meshConfig.enableAutoMtls && saysNothingOfTls(group.rule)) return;
  for (const port of service.ports) {
    if (port.protocol !== "TCP") continue;
    for (const subset of [null, ...subsetsThatDiffer(group.rule, port.port)]) {
      collectCalls(conflicts, index, service, port, group, subset);
    }
  }
}

/** Calls of one group of clients to one port, through one subset or none. */
function collectCalls(
  conflicts: Map<string, Conflict>,
  index: MeshIndex,
  service: Service,
  port: ServicePort,
  { rule, namespaces }: RuleClients,
  subset: ConsolidatedRule["subsets"][number] | null,
): void {
  const name = subset?.name ?? "";
  const tls = clientTlsUnder(index, rule, service, port, name);
  const { endpointMode } = ruleTls(rule, port.port, name);
  const endpoints =
    verdictOf(index, service).ports.find(
      ({ servicePort }) => servicePort === port,
    )?.pods ?? [];
  const failing: Failing[] = [];
  for (const endpoint of endpoints) {
    const { pod, decidedBy } = endpoint;
    if (subset && !selectorMatches(subset.labels, pod.labels)) continue;
    const found = endpointConflict(
      tls,
      endpointMode,
      endpoint,
      port.appProtocol,
      index.meshConfig.sidecarsSendHbone ?? "unknown",
    );
    if (found === null) continue;
    const same = failing.find(
      (other) => other.code === found.code && other.tls === found.tls,
    );
    const calls = same ?? { ...found, pods: new Set(), policies: new Set() };
    if (!same) failing.push(calls);
    calls.unless = leastHope(calls.unless, found.unless);
    calls.pods.add(pod);
    if (decidedBy) calls.policies.add(decidedBy);
  }
  for (const calls of failing) {
    add(conflicts, {
      ...calls,
      rule: rule && subset ? subsetRule(index, rule, name) : tls.rule,
      port: port.port,
      subset: name,
      clients: new Set([namespaces]),
    });
  }
}

function add(conflicts: Map<string, Conflict>, next: Conflict): void {
  const { code, rule, port, tls, subset } = next;
  const key = [code, rule && refKey(rule), port, tls, subset].join();
  const known = conflicts.get(key) ?? next;
  conflicts.set(key, known);
  // One rule breaks the same calls, wherever it is found.
  for (const group of next.clients) known.clients.add(group);
}

function leastHope(
  a: EndpointConflict["unless"],
  b: EndpointConflict["unless"],
): EndpointConflict["unless"] {
  const order = ["", "mesh-certificates", "hbone"] as const;
  return order.find((unless) => unless === a || unless === b) ?? "";
}

function findingOf(
  conflict: Conflict,
  service: Service,
  describe: (groups: Iterable<ClientNamespaces>) => string,
): Finding {
  const { code, rule, port, tls, subset, unless, clients, pods } = conflict;
  const target = serviceRef(service);
  const policies = distinctRefs(conflict.policies);
  const common = {
    severity: unless === "" ? "error" : "warning",
    objects: rule ? [rule, ...policies, target] : [target, ...policies],
    services: [target],
  } as const;
  const params = { port, clients: describe(clients), tls, subset, unless };
  return code === "mutual-tls-to-no-proxy"
    ? { code, ...common, params: { ...params, pods: pods.size } }
    : { code, ...common, params };
}
