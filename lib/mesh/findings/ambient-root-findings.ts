import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef, refKey } from "@/lib/mesh/object-ref";
import { ambientMeshPolicy } from "@/lib/mesh/server/ambient-rule-set";
import { servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
import { podGroups } from "./live-pods";

/**
 * A mesh policy with an empty selector, which sidecars obey and ambient workloads never hear of; a younger
 * one without selector may speak to them instead (semantics A6.1).
 */
export function ambientRootFindings(index: MeshIndex): Finding[] {
  const { winner } = index.peerAuthentications.mesh;
  const heard = ambientMeshPolicy(index);
  if (winner === null || winner === heard) return [];
  const ref = peerAuthenticationRef(winner);
  const pods = podGroups(index)
    .filter(
      ({ serverMode: { decidedBy } }) =>
        decidedBy !== null && refKey(decidedBy) === refKey(ref),
    )
    .flatMap((group) => group.pods)
    .filter(({ shape }) => shape === "ztunnel")
    .map(({ pod }) => pod);
  const isOpen = winner.mode === "STRICT" && heard?.mode !== "STRICT";
  const isClosed = winner.mode !== "STRICT" && heard?.mode === "STRICT";
  return [
    {
      code: "ambient-empty-root-selector",
      severity:
        isOpen && pods.length > 0
          ? "error"
          : isOpen || isClosed
            ? "warning"
            : "info",
      objects: [ref, ...(heard === null ? [] : [peerAuthenticationRef(heard)])],
      services: servicesOfPods(index, pods),
      params: {},
    },
  ];
}
