import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import { validatePeerAuthentication } from "@/lib/mesh/server/peer-authentication-validation";
import { portMode } from "@/lib/mesh/server/server-mode";
import { servicesOfPods } from "./affected-services";
import type { Finding, FindingSeverity } from "./finding";
import { groupsByNamespace, podGroups } from "./live-pods";
import { hasNeverMadeRules } from "./never-made-rules";
import { policyCoverage } from "./policy-coverage";
import { knownPorts } from "./served-ports";

/** Policies of which a part, or everything, says nothing or cannot be said (semantics A1, A2.5). */
export function emptyPolicyFindings(index: MeshIndex): Finding[] {
  const { mesh, namespaces } = index.peerAuthentications;
  const wide = [mesh, ...namespaces.values()].flatMap(
    ({ winner }) => winner ?? [],
  );
  const heard = [...policyCoverage(index)].flatMap(([policy, coverage]) =>
    coverage.heard.length > 0 ? [policy] : [],
  );
  const hiding = policiesThatHideOthers(index);
  return [
    ...[...wide, ...heard]
      .filter(isEmpty)
      .map((policy) =>
        saysNothing(
          policy,
          hiding.has(policy) || hasNeverMadeRules(index, policy.namespace),
        ),
      ),
    ...wide.flatMap((policy) => portsWithoutSelector(index, policy)),
    ...index.inventory.peerAuthentications.flatMap(invalid),
  ];
}

/** Saying nothing, they still keep younger ones of their scope from being heard. */
function policiesThatHideOthers(
  index: MeshIndex,
): ReadonlySet<PeerAuthentication | null> {
  const { mesh, namespaces } = index.peerAuthentications;
  return new Set([
    ...[mesh, ...namespaces.values()].flatMap(({ winner, newer }) =>
      newer.length > 0 ? [winner] : [],
    ),
    ...[...policyCoverage(index).values()].flatMap(({ unheard }) =>
      unheard.map(({ by }) => by),
    ),
  ]);
}

function isEmpty({ mode, portLevelMtls }: PeerAuthentication): boolean {
  return mode === "UNSET" && Object.keys(portLevelMtls).length === 0;
}

/** @param matters something would change without it all the same */
function saysNothing(policy: PeerAuthentication, matters: boolean): Finding {
  return {
    code: "policy-says-nothing",
    severity: matters ? "warning" : "info",
    objects: [peerAuthenticationRef(policy)],
    services: [],
    params: {},
  };
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
  const groups = isMesh
    ? podGroups(index)
    : (groupsByNamespace(index).get(policy.namespace) ?? []);
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
