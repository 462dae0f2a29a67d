import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { MutualTlsMode, PolicyMode } from "@/lib/mesh/mode";
import { peerAuthenticationRef, refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, PeerAuthentication, Pod } from "@/lib/mesh/objects";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import type {
  PassedOver,
  PolicyLevel,
  PolicyLoss,
  PolicyStep,
} from "./explanation";

/** The chain for one port of a pod, and what it asks for at its end. */
export interface PolicySteps {
  readonly steps: readonly PolicyStep[];
  readonly asked: MutualTlsMode;
}

/** What one object says at one level, before anyone asks whom it overrides. */
export interface Word {
  readonly level: PolicyLevel;
  readonly winner: ObjectRef | null;
  readonly says: PolicyMode | null;
  readonly intends: MutualTlsMode | null;
  readonly losers: readonly PassedOver<PolicyLoss>[];
}

/**
 * The levels of PeerAuthentication for one port the process listens on (semantics A2). The law decides;
 * this only puts what it says in order.
 */
export function policySteps(
  index: MeshIndex,
  pod: Pod,
  targetPort: number,
): PolicySteps {
  const server = resolveServerMode(index, pod);
  const { levels } = server;
  const known = knownPolicies(index, pod);
  const shadows = server.shadowed.flatMap(({ policy, reason, by }) => {
    const object = known.get(refKey(policy));
    return object === undefined ? [] : [{ object, reason, by }];
  });
  const newerThan = (winner: PeerAuthentication | null) =>
    shadows.filter(
      ({ reason, by }) =>
        reason === "newer-than-winner" &&
        by !== null &&
        winner !== null &&
        refKey(by) === refKey(peerAuthenticationRef(winner)),
    );
  const lost = ({ object, reason, by }: (typeof shadows)[number]) => ({
    object: peerAuthenticationRef(object),
    says: saidOf(object, targetPort),
    reason,
    by,
  });
  const level = (
    name: PolicyLevel,
    winner: PeerAuthentication | null,
    extra: typeof shadows = [],
  ): Word => ({
    level: name,
    winner: winner && peerAuthenticationRef(winner),
    says: winner?.mode ?? null,
    intends: null,
    losers: [...newerThan(winner), ...extra].map(lost),
  });
  const own = levels.workload?.portLevelMtls[String(targetPort)] ?? null;
  const words: Word[] = [
    level("mesh", levels.mesh),
    level("namespace", levels.namespace),
    level(
      "workload",
      levels.workload,
      shadows.filter(({ reason }) => reason === "selector-in-root-namespace"),
    ),
    {
      level: "port",
      winner: own === null ? null : server.portsDecidedBy,
      says: own,
      intends: null,
      losers: shadows
        .filter(
          ({ object, reason }) =>
            reason === "port-list-without-selector" &&
            String(targetPort) in object.portLevelMtls,
        )
        .map(lost),
    },
  ];
  return {
    steps: inOrder(words, "PERMISSIVE", "overridden-below"),
    asked: portMode(server, targetPort).mode,
  };
}

/** Takes the words from the widest to the closest; whoever spoke before is passed over by the next one. */
export function inOrder(
  words: readonly Word[],
  start: MutualTlsMode,
  overridden: "overridden-below" | "less-specific",
): PolicyStep[] {
  let mode = start;
  let speaker: { object: ObjectRef; says: PolicyMode } | null = null;
  return words.map((word) => {
    const { winner, says } = word;
    if (winner === null || says === null || says === "UNSET") {
      return { ...word, mode };
    }
    const before = speaker;
    mode = says;
    speaker = { object: winner, says };
    const losers =
      before === null || refKey(before.object) === refKey(winner)
        ? word.losers
        : [...word.losers, { ...before, reason: overridden, by: winner }];
    return { ...word, mode, losers };
  });
}

/** What it would say about this port if it counted. */
function saidOf(policy: PeerAuthentication, targetPort: number): PolicyMode {
  return policy.portLevelMtls[String(targetPort)] ?? policy.mode;
}

/** Every policy that may speak, or look as if it spoke, for a pod. */
function knownPolicies(
  { peerAuthentications: found }: MeshIndex,
  pod: Pod,
): ReadonlyMap<string, PeerAuthentication> {
  const own = found.namespaces.get(pod.namespace);
  const all = [
    found.mesh.winner,
    ...found.mesh.newer,
    own?.winner ?? null,
    ...(own?.newer ?? []),
    ...found.workloadPolicies(pod.namespace, pod.labels),
    ...found.ignoredRootPolicies(pod.labels),
  ];
  return new Map(
    all.flatMap((policy) =>
      policy === null
        ? []
        : [[refKey(peerAuthenticationRef(policy)), policy] as const],
    ),
  );
}
