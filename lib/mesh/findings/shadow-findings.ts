import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { LevelPolicies } from "@/lib/mesh/index/policy-scope";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, PeerAuthentication } from "@/lib/mesh/objects";
import { selectorMatches } from "@/lib/mesh/selector";
import { ambientMeshPolicy } from "@/lib/mesh/server/ambient-rule-set";
import {
  allServices,
  distinctRefs,
  servicesOfNamespace,
  servicesOfPods,
} from "./affected-services";
import type { Finding, FindingSeverity } from "./finding";
import {
  groupsIn,
  hasAmbientPods,
  type PodGroup,
  podGroups,
} from "./live-pods";
import {
  closesMoreThan,
  type PolicyCoverage,
  policyCoverage,
} from "./policy-coverage";

/** Policies of namespaces and workloads that an older one of the same scope keeps from being heard (semantics A2 steps 2 and 3). */
export function shadowFindings(index: MeshIndex): Finding[] {
  const { namespaces } = index.peerAuthentications;
  const findings: Finding[] = [];
  for (const [namespace, level] of namespaces) {
    if (level.newer.length === 0) continue;
    const groups = groupsIn(index, namespace);
    findings.push(
      ...wideShadows(level, groups, servicesOfNamespace(index, namespace)),
    );
  }
  for (const [policy, coverage] of policyCoverage(index)) {
    findings.push(...workloadShadows(index, policy, coverage));
  }
  return findings;
}

/** Policies of the mesh that an older one keeps from being heard. */
export function meshShadowFindings(index: MeshIndex): Finding[] {
  const { mesh } = index.peerAuthentications;
  if (mesh.newer.length === 0) return [];
  const groups = podGroups(index).filter(
    ({ serverMode }) => !speaks(serverMode.levels.namespace),
  );
  return wideShadows(mesh, groups, allServices(index)).filter(
    ({ objects: [it] }) => it?.name !== heardInAmbient(index)?.name,
  );
}

/** Ambient passes over an empty selector, so a younger mesh policy may be heard there (semantics A6.1). */
function heardInAmbient(index: MeshIndex): PeerAuthentication | null {
  return hasAmbientPods(index) ? ambientMeshPolicy(index) : null;
}

/** @param groups pods of the scope for which no policy in between speaks */
function wideShadows(
  { winner, newer }: LevelPolicies,
  groups: readonly PodGroup[],
  services: readonly ObjectRef[],
): Finding[] {
  if (winner === null) return [];
  return newer.map((policy) => ({
    code: "policy-shadowed",
    severity: wideSeverity(policy, winner, groups),
    objects: [peerAuthenticationRef(policy), peerAuthenticationRef(winner)],
    services,
    params: {},
  }));
}

function wideSeverity(
  policy: PeerAuthentication,
  winner: PeerAuthentication,
  groups: readonly PodGroup[],
): FindingSeverity {
  if (policy.mode === winner.mode || policy.mode === "UNSET") return "info";
  const open = groups.some(
    ({ serverMode }) =>
      serverMode.mode !== "STRICT" && !speaks(serverMode.levels.workload),
  );
  return policy.mode === "STRICT" && open ? "error" : "warning";
}

function workloadShadows(
  index: MeshIndex,
  policy: PeerAuthentication,
  { heard, unheard }: PolicyCoverage,
): Finding[] {
  const dead = heard.length === 0;
  // An older exception for a part of the pods is what its author expects to hold.
  const surprising = dead
    ? unheard
    : unheard.filter(
        ({ by }) =>
          !saysTheSame(policy, by) &&
          !selectorMatches(policy.selector ?? {}, by.selector ?? {}),
      );
  if (surprising.length === 0) return [];
  const pods = surprising.flatMap(({ group }) =>
    group.pods.map(({ pod }) => pod),
  );
  const parts = {
    severity: workloadSeverity(policy, surprising),
    objects: [
      peerAuthenticationRef(policy),
      ...distinctRefs(surprising.map(({ by }) => peerAuthenticationRef(by))),
    ],
    services: servicesOfPods(index, pods),
  };
  return [
    dead
      ? { code: "policy-shadowed", ...parts, params: {} }
      : {
          code: "policy-shadowed-for-some",
          ...parts,
          params: { pods: pods.length },
        },
  ];
}

function workloadSeverity(
  policy: PeerAuthentication,
  unheard: PolicyCoverage["unheard"],
): FindingSeverity {
  if (unheard.some(({ group }) => closesMoreThan(policy, group.serverMode))) {
    return "error";
  }
  return unheard.every(({ by }) => saysTheSame(policy, by))
    ? "info"
    : "warning";
}

function saysTheSame(a: PeerAuthentication, b: PeerAuthentication): boolean {
  return (
    a.mode === b.mode &&
    selectorMatches(a.portLevelMtls, b.portLevelMtls) &&
    selectorMatches(b.portLevelMtls, a.portLevelMtls)
  );
}

function speaks(policy: PeerAuthentication | null): boolean {
  return policy !== null && policy.mode !== "UNSET";
}
