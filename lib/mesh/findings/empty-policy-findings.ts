import { oldestFirst } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, PeerAuthentication, Pod } from "@/lib/mesh/objects";
import { resolveAmbient } from "@/lib/mesh/server/ambient";
import { validatePeerAuthentication } from "@/lib/mesh/server/peer-authentication-validation";
import { type PolicyLevels, portMode } from "@/lib/mesh/server/server-mode";
import {
  allServices,
  servicesOfNamespace,
  servicesOfPods,
} from "./affected-services";
import type { Finding, FindingSeverity } from "./finding";
import { knownPorts } from "./known-ports";
import { groupsIn, type PodGroup, podGroups } from "./live-pods";
import { isNeverMade } from "./never-made-rules";
import { policyCoverage } from "./policy-coverage";

/** Policies of which a part, or everything, says nothing or cannot be said (semantics A1, A2.5). */
export function emptyPolicyFindings(index: MeshIndex): Finding[] {
  const wide = [...index.peerAuthentications.namespaces].flatMap(
    ([namespace, { winner, newer }]) =>
      winner === null ? [] : [{ namespace, winner, newer }],
  );
  return [
    ...wide.flatMap(({ namespace, winner, newer }) =>
      saysNothing(winner, newer, {
        services: () => servicesOfNamespace(index, namespace),
        opened: () =>
          openedBy(index, groupsIn(index, namespace), winner, "namespace"),
      }),
    ),
    ...[...policyCoverage(index)].flatMap(([policy, { heard }]) =>
      heard.length === 0
        ? []
        : saysNothing(policy, hiddenBy(index, policy), {
            services: () => servicesOfPods(index, podsOf(heard)),
            opened: () => openedBy(index, heard, policy, "workload"),
          }),
    ),
    ...wide.flatMap(({ winner }) => portsWithoutSelector(index, winner)),
    ...index.inventory.peerAuthentications.flatMap(invalid),
  ];
}

/** The same of the one that speaks for the mesh. */
export function emptyMeshPolicyFindings(index: MeshIndex): Finding[] {
  const { winner, newer } = index.peerAuthentications.mesh;
  if (winner === null) return [];
  return [
    ...saysNothing(winner, newer, {
      services: () => allServices(index),
      opened: () => openedBy(index, podGroups(index), winner, "mesh"),
    }),
    ...portsWithoutSelector(index, winner),
  ];
}

/** Younger policies that are not heard for some pods because of this one, the oldest first. */
function hiddenBy(
  index: MeshIndex,
  policy: PeerAuthentication,
): readonly PeerAuthentication[] {
  const hidden = [...policyCoverage(index)].flatMap(([other, { unheard }]) =>
    unheard.some(({ by }) => by === policy) ? [other] : [],
  );
  return oldestFirst(hidden);
}

/** Services of ambient workloads that let plaintext in while the policy stands, and not without it (semantics A6.3). */
function openedBy(
  index: MeshIndex,
  groups: readonly PodGroup[],
  policy: PeerAuthentication,
  level: keyof PolicyLevels,
): readonly ObjectRef[] {
  const opened = groups.filter(
    ({ pods, serverMode: { levels } }) =>
      levels[level] === policy &&
      pods.some(({ shape }) => shape === "ztunnel") &&
      isNeverMade(resolveAmbient(index, levels)) &&
      !isNeverMade(resolveAmbient(index, { ...levels, [level]: null })),
  );
  return servicesOfPods(index, podsOf(opened));
}

/**
 * Saying nothing, it still keeps younger ones of its scope from being heard.
 * @param newer those, the oldest first
 */
function saysNothing(
  policy: PeerAuthentication,
  newer: readonly PeerAuthentication[],
  touches: {
    services(): readonly ObjectRef[];
    opened(): readonly ObjectRef[];
  },
): Finding[] {
  if (!isEmpty(policy)) return [];
  const [next] = newer;
  const opened = next === undefined ? touches.opened() : [];
  const opens = opened.length > 0;
  return [
    {
      code: "policy-says-nothing",
      severity: next !== undefined || opens ? "warning" : "info",
      objects: [peerAuthenticationRef(policy)],
      services: opens ? opened : touches.services(),
      params: {
        next: next === undefined ? "" : `${next.namespace}/${next.name}`,
        opens,
      },
    },
  ];
}

function isEmpty({ mode, portLevelMtls }: PeerAuthentication): boolean {
  return mode === "UNSET" && Object.keys(portLevelMtls).length === 0;
}

function podsOf(groups: readonly PodGroup[]): Pod[] {
  return groups.flatMap(({ pods }) => pods.map(({ pod }) => pod));
}

function portsWithoutSelector(
  index: MeshIndex,
  policy: PeerAuthentication,
): Finding[] {
  const entries = Object.entries(policy.portLevelMtls)
    .map(([port, mode]) => ({ port: Number(port), mode }))
    .sort((a, b) => a.port - b.port);
  if (entries.length === 0) return [];
  const isMesh = policy.namespace === index.meshConfig.rootNamespace;
  const groups = isMesh ? podGroups(index) : groupsIn(index, policy.namespace);
  let severity: FindingSeverity = "warning";
  const meant = groups.flatMap(({ serverMode, pods }) =>
    pods.flatMap(({ pod }) => {
      const ports = knownPorts(index, pod);
      const own = entries.filter(({ port }) => ports.includes(port));
      const open = own.some(
        ({ port, mode }) =>
          mode === "STRICT" && portMode(serverMode, port).mode !== "STRICT",
      );
      if (open) severity = "error";
      return own.length > 0 ? [pod] : [];
    }),
  );
  return [
    {
      code: "ports-without-selector",
      severity,
      objects: [peerAuthenticationRef(policy)],
      services: servicesOfPods(index, meant),
      params: { ports: entries.map(({ port }) => port).join(", ") },
    },
  ];
}

function invalid(policy: PeerAuthentication): Finding[] {
  const { selector, portLevelMtls } = policy;
  const hasPorts = Object.keys(portLevelMtls).length > 0;
  const problems = validatePeerAuthentication({
    selector,
    portLevelMtls: hasPorts ? portLevelMtls : null,
    // That one has a code of its own.
  }).errors.filter((problem) => problem !== "ports-without-selector");
  if (problems.length === 0) return [];
  return [
    {
      code: "policy-invalid",
      severity: "warning",
      objects: [peerAuthenticationRef(policy)],
      services: [],
      params: { problems: problems.join(", ") },
    },
  ];
}
