import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { LevelPolicies } from "@/lib/mesh/index/policy-scope";
import { lazily } from "@/lib/mesh/lazily";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { Labels, ObjectRef, PeerAuthentication } from "@/lib/mesh/objects";
import { type ShadowedPolicy, shadowedPolicies } from "./shadowed-policy";

export type { ShadowedPolicy } from "./shadowed-policy";

/** What PeerAuthentication asks of one workload, before anyone asks whether something enforces it. */
export interface ServerMode {
  readonly mode: MutualTlsMode;
  /** By workload port: exceptions of the winning workload policy, already inherited where it says UNSET. */
  readonly ports: ReadonlyMap<number, MutualTlsMode>;
  /** The policy `mode` comes from; null = nothing says anything, which means PERMISSIVE. */
  readonly decidedBy: ObjectRef | null;
  /** The policy `ports` come from; null where there are none. */
  readonly portsDecidedBy: ObjectRef | null;
  readonly levels: PolicyLevels;
  readonly shadowed: readonly ShadowedPolicy[];
}

/** The one policy that speaks at each level. It may say UNSET. */
export interface PolicyLevels {
  readonly mesh: PeerAuthentication | null;
  readonly namespace: PeerAuthentication | null;
  readonly workload: PeerAuthentication | null;
}

/**
 * Composes PeerAuthentications for a workload as istiod does: mesh, then namespace, then the oldest
 * matching workload policy; UNSET passes the level above through (semantics A2).
 * `labels` are those of the pod. Answers are shared between workloads the same policies apply to.
 * Source: istio pilot/pkg/security/authn, ComposePeerAuthentication.
 */
export function resolveServerMode(
  index: MeshIndex,
  workload: { readonly namespace: string; readonly labels: Labels },
): ServerMode {
  const { namespace, labels } = workload;
  const scope = index.peerAuthentications.scopeOf(namespace);
  const seen = byLabels.get(labels);
  if (seen?.scope === scope) return seen.serverMode;
  const matching = index.peerAuthentications.workloadPolicies(
    namespace,
    labels,
  );
  const ignoredRoot = index.peerAuthentications.ignoredRootPolicies(labels);
  const known = answersIn(scope);
  const key = [...matching, ...ignoredRoot].map(nameOf).join("/");
  const serverMode =
    known.get(key) ?? resolve(index, namespace, matching, ignoredRoot);
  known.set(key, serverMode);
  byLabels.set(labels, { scope, serverMode });
  return serverMode;
}

/** Mode of one port the process listens on (container port, never service port), and who decided (semantics A2.6). */
export function portMode(
  serverMode: ServerMode,
  port: number,
): { readonly mode: MutualTlsMode; readonly decidedBy: ObjectRef | null } {
  const own = serverMode.ports.get(port);
  if (own === undefined) {
    return { mode: serverMode.mode, decidedBy: serverMode.decidedBy };
  }
  const stated = serverMode.levels.workload?.portLevelMtls[String(port)];
  return {
    mode: own,
    decidedBy:
      stated === "UNSET" ? serverMode.decidedBy : serverMode.portsDecidedBy,
  };
}

/**
 * Composes the three levels, without looking at anything else.
 * portLevelMtls counts at the workload level only; elsewhere it does nothing (semantics A2.5).
 */
function compose(levels: PolicyLevels): Omit<ServerMode, "shadowed"> {
  let mode: MutualTlsMode = "PERMISSIVE";
  let decidedBy: ObjectRef | null = null;
  for (const policy of [levels.mesh, levels.namespace, levels.workload]) {
    if (policy === null || policy.mode === "UNSET") continue;
    mode = policy.mode;
    decidedBy = peerAuthenticationRef(policy);
  }
  const ports = new Map<number, MutualTlsMode>();
  for (const [port, own] of Object.entries(
    levels.workload?.portLevelMtls ?? {},
  )) {
    ports.set(Number(port), own === "UNSET" ? mode : own);
  }
  return {
    mode,
    ports,
    decidedBy,
    portsDecidedBy:
      levels.workload === null || ports.size === 0
        ? null
        : peerAuthenticationRef(levels.workload),
    levels,
  };
}

function resolve(
  index: MeshIndex,
  namespace: string,
  matching: readonly PeerAuthentication[],
  ignoredRoot: readonly PeerAuthentication[],
): ServerMode {
  const { mesh, namespaces } = index.peerAuthentications;
  const own = namespaces.get(namespace) ?? NO_POLICIES;
  const levels: PolicyLevels = {
    mesh: mesh.winner,
    namespace: own.winner,
    workload: matching[0] ?? null,
  };
  const shadowed = lazily(() =>
    shadowedPolicies({
      levels,
      newer: [
        { winner: levels.mesh, losers: mesh.newer },
        { winner: levels.namespace, losers: own.newer },
        { winner: levels.workload, losers: matching.slice(1) },
      ],
      ignoredRoot,
    }),
  );
  return {
    ...compose(levels),
    get shadowed() {
      return shadowed();
    },
  };
}

const NO_POLICIES: LevelPolicies = { winner: null, newer: [] };

/**
 * Workloads under the same policies share one answer, for as long as none of these policies changes;
 * labels are known by identity, because every pod asks many times with the same object.
 */
const byScope = new WeakMap<object, Map<string, ServerMode>>();
const byLabels = new WeakMap<
  Labels,
  { readonly scope: object; readonly serverMode: ServerMode }
>();

/** Answers by the policies that select the workload. */
function answersIn(scope: object): Map<string, ServerMode> {
  const known = byScope.get(scope);
  if (known) return known;
  const made = new Map<string, ServerMode>();
  byScope.set(scope, made);
  return made;
}

/** Policies of the root namespace may have the names of others. */
function nameOf({ namespace, name }: PeerAuthentication): string {
  return `${namespace}/${name}`;
}
