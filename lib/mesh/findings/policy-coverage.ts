import type { PeerAuthentication } from "@/lib/mesh/objects";
import { portMode, type ServerMode } from "@/lib/mesh/server/server-mode";
import { UNLISTED_PORT } from "@/lib/mesh/server/unlisted-port";
import { type PodGroup, podGroups } from "./live-pods";
import { oncePerIndex } from "./once-per-index";

/** What a policy with a selector really speaks for. */
export interface PolicyCoverage {
  /** Groups for which it is the oldest, and so the only one of its scope that counts (semantics A2.3). */
  readonly heard: PodGroup[];
  /** Groups it selects, but for which an older one speaks. */
  readonly unheard: {
    readonly group: PodGroup;
    readonly by: PeerAuthentication;
  }[];
}

/** Coverage of every workload policy that selects at least one live pod. */
export const policyCoverage = oncePerIndex(
  (index): ReadonlyMap<PeerAuthentication, PolicyCoverage> => {
    const coverage = new Map<PeerAuthentication, PolicyCoverage>();
    for (const group of podGroups(index)) {
      const [winner, ...losers] = index.peerAuthentications.workloadPolicies(
        group.namespace,
        group.pods[0].pod.labels,
      );
      if (
        winner === undefined ||
        group.namespace === index.meshConfig.rootNamespace
      )
        continue;
      coverageOf(winner).heard.push(group);
      for (const loser of losers) {
        coverageOf(loser).unheard.push({ group, by: winner });
      }
    }
    return coverage;

    function coverageOf(policy: PeerAuthentication): PolicyCoverage {
      const known = coverage.get(policy) ?? { heard: [], unheard: [] };
      coverage.set(policy, known);
      return known;
    }
  },
);

/** True where the policy, had it been heard, would refuse plaintext on some port that accepts it now. */
export function closesMoreThan(
  policy: PeerAuthentication,
  serverMode: ServerMode,
): boolean {
  const ports = [
    UNLISTED_PORT,
    ...serverMode.ports.keys(),
    ...Object.keys(policy.portLevelMtls).map(Number),
  ];
  return ports.some((port) => {
    const own = policy.portLevelMtls[String(port)] ?? "UNSET";
    const wanted = own === "UNSET" ? policy.mode : own;
    return wanted === "STRICT" && portMode(serverMode, port).mode !== "STRICT";
  });
}
