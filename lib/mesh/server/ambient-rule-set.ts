import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { PeerAuthentication } from "@/lib/mesh/objects";

/** A DENY rule set for ztunnel. Groups OR; rules of a group AND; matches of a rule OR. */
export type AmbientRuleSet = readonly AmbientGroup[];

interface AmbientGroup {
  readonly rules: readonly { readonly matches: readonly AmbientMatch[] }[];
}

interface AmbientMatch {
  readonly destinationPorts?: readonly number[];
  readonly notDestinationPorts?: readonly number[];
  /** `[{ presence: {} }]` = matches callers that show no identity, which is what plaintext is. */
  readonly notPrincipals?: readonly { readonly presence: object }[];
}

/**
 * The rule set istiod makes from one workload policy with port entries, or null where it makes none
 * (semantics A6). The parents decide which entries deviate, and they do so differently from the function
 * that attaches rule sets: under a STRICT mesh a set can be attached that is never made, and everything
 * is then open (A6.3). Source: istio serviceregistry/kube/controller/ambient, convertPeerAuthentication.
 */
export function convertPeerAuthentication(
  index: MeshIndex,
  policy: PeerAuthentication,
): AmbientRuleSet | null {
  const ports = Object.entries(policy.portLevelMtls)
    .map(([port, mode]) => ({ port: Number(port), mode }))
    .sort((a, b) => a.port - b.port);
  if (
    policy.namespace === index.meshConfig.rootNamespace ||
    policy.selector === null ||
    ports.length === 0
  ) {
    return null;
  }
  const parents = parentsOf(index, policy.namespace);
  const exempt = exemptsOpenPorts(policy, parents)
    ? ports.filter(({ mode }) => mode === "PERMISSIVE" || mode === "DISABLE")
    : [];
  const closed = closesPortsItself(policy, parents)
    ? ports.filter(({ mode }) => mode === "STRICT")
    : [];
  const groups: AmbientGroup[] = closed.map(({ port }) => ({
    rules: [{ matches: [{ ...NO_IDENTITY, destinationPorts: [port] }] }],
  }));
  if (exempt.length > 0) {
    const rules = exempt.map(({ port }) => ({
      matches: [{ notDestinationPorts: [port] }],
    }));
    groups.push({
      rules: [
        ...(policy.mode === "STRICT" ? [STRICT_RULE] : []),
        ...rules,
        ...(parents.strict ? [STRICT_RULE] : []),
      ],
    });
  }
  return groups.length === 0 ? null : groups;
}

/** The built-in set: every caller without identity is refused on every port. */
export const STATIC_STRICT: AmbientRuleSet = [
  { rules: [{ matches: [{ notPrincipals: [{ presence: {} }] }] }] },
];

/** True when the set refuses a caller without identity at this port. */
export function deniesPlaintext(groups: AmbientRuleSet, port: number): boolean {
  return groups.some(({ rules }) =>
    rules.every(({ matches }) =>
      matches.some(
        (match) =>
          (match.destinationPorts?.includes(port) ?? true) &&
          !(match.notDestinationPorts?.includes(port) ?? false),
      ),
    ),
  );
}

/** Unlike for a sidecar, a root policy with an empty selector is not the mesh policy here (semantics A6.1). */
export function ambientMeshPolicy(index: MeshIndex): PeerAuthentication | null {
  const { winner, newer } = index.peerAuthentications.mesh;
  return [winner, ...newer].find((policy) => policy?.selector === null) ?? null;
}

interface Parents {
  readonly namespace: PeerAuthentication | null;
  readonly mesh: PeerAuthentication | null;
  /** What they say together. */
  readonly strict: boolean;
  /** The mesh says STRICT and no namespace policy says anything else. */
  readonly strictByMesh: boolean;
}

function parentsOf(index: MeshIndex, ownNamespace: string): Parents {
  const namespace =
    index.peerAuthentications.namespaces.get(ownNamespace)?.winner ?? null;
  const mesh = ambientMeshPolicy(index);
  const strictByMesh =
    mesh?.mode === "STRICT" &&
    (namespace === null || namespace.mode === "UNSET");
  return {
    namespace,
    mesh,
    strict: strictByMesh || namespace?.mode === "STRICT",
    strictByMesh,
  };
}

/** A STRICT entry needs a rule only where nothing above closes the port already, in istiod's reading of "above". */
function closesPortsItself(
  policy: PeerAuthentication,
  parents: Parents,
): boolean {
  if (policy.mode === "STRICT" || parents.strictByMesh) return false;
  return !(policy.mode === "UNSET" && parents.namespace?.mode === "STRICT");
}

/** An open entry is an exception only under STRICT; a namespace policy that says UNSET hides a STRICT mesh here. */
function exemptsOpenPorts(
  policy: PeerAuthentication,
  parents: Parents,
): boolean {
  switch (policy.mode) {
    case "STRICT":
      return true;
    case "PERMISSIVE":
    case "DISABLE":
      return false;
    case "UNSET":
      return (parents.namespace ?? parents.mesh)?.mode === "STRICT";
    default:
      return policy.mode satisfies never;
  }
}

const NO_IDENTITY: AmbientMatch = { notPrincipals: [{ presence: {} }] };

const STRICT_RULE = { matches: [NO_IDENTITY] };
