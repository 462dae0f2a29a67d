import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { LevelPolicies } from "@/lib/mesh/index/policy-scope";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import {
  type AmbientRuleSet,
  ambientMeshPolicy,
  convertPeerAuthentication,
  deniesPlaintext,
  STATIC_STRICT,
} from "./ambient-rule-set";
import type { PolicyLevels } from "./server-mode";

/** What ztunnel is told about one workload because of PeerAuthentication (semantics A6). */
export interface AmbientPolicies {
  /** `namespace/name` of the rule sets attached to the workload, as ztunnel's configuration shows them. */
  readonly attached: readonly string[];
  /** What the attached rule sets refuse; none = everything is let in, HBONE and plaintext. */
  readonly denies: readonly AmbientRuleSet[];
}

/**
 * What istiod attaches to an ambient workload under these levels. Composition differs from a sidecar's:
 * DISABLE is PERMISSIVE, and a workload policy with deviating ports replaces the built-in strict rule
 * set by its own, even in the one case where that is never made (semantics A6.3).
 * Source: istio pilot/pkg/serviceregistry/kube/controller/ambient, convertedSelectorPeerAuthentications.
 */
export function resolveAmbient(
  index: MeshIndex,
  levels: PolicyLevels,
): AmbientPolicies {
  const { mesh, namespaces } = index.peerAuthentications;
  const { rootNamespace } = index.meshConfig;
  const own = namespaces.get(levels.workload?.namespace ?? "");
  const known = memos.get(levels);
  if (
    known?.mesh === mesh &&
    known.own === own &&
    known.rootNamespace === rootNamespace
  ) {
    return known.policies;
  }
  const policies = resolve(index, levels);
  memos.set(levels, { mesh, own, rootNamespace, policies });
  return policies;
}

/** Pods under the same policies share one `levels` object, and so one answer while the parents stay. */
const memos = new WeakMap<
  PolicyLevels,
  {
    readonly mesh: LevelPolicies;
    readonly own: LevelPolicies | undefined;
    readonly rootNamespace: string;
    readonly policies: AmbientPolicies;
  }
>();

function resolve(index: MeshIndex, levels: PolicyLevels): AmbientPolicies {
  const { rootNamespace } = index.meshConfig;
  const scope = { ...levels, mesh: ambientMeshPolicy(index) };
  const { workload } = scope;
  const parent = modeOf(scope.namespace) ?? modeOf(scope.mesh) ?? "PERMISSIVE";
  const strict = (modeOf(workload) ?? parent) === "STRICT";
  if (workload !== null && deviates(workload, strict)) {
    const rules = convertPeerAuthentication(index, workload);
    return {
      attached: [
        `${workload.namespace}/converted_peer_authentication_${workload.name}`,
      ],
      denies: rules === null ? [] : [rules],
    };
  }
  return strict
    ? {
        attached: [`${rootNamespace}/istio_converted_static_strict`],
        denies: [STATIC_STRICT],
      }
    : { attached: [], denies: [] };
}

/** True where ztunnel lets a caller without identity reach this port. */
export function allowsPlaintext(
  policies: AmbientPolicies,
  port: number,
): boolean {
  return !policies.denies.some((groups) => deniesPlaintext(groups, port));
}

/** An ambient port is either closed to plaintext or open to both; there is no "plaintext only". */
export function ambientPortMode(
  policies: AmbientPolicies,
  port: number,
): MutualTlsMode {
  return allowsPlaintext(policies, port) ? "PERMISSIVE" : "STRICT";
}

function deviates(policy: PeerAuthentication, strict: boolean): boolean {
  return Object.values(policy.portLevelMtls).some((mode) =>
    strict
      ? mode === "PERMISSIVE" ||
        (mode === "DISABLE" && policy.mode === "STRICT")
      : mode === "STRICT",
  );
}

function modeOf(policy: PeerAuthentication | null): MutualTlsMode | null {
  return policy === null || policy.mode === "UNSET" ? null : policy.mode;
}
