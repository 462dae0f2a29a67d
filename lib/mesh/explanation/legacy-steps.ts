/**
 * The same chain under the API of Istio 1.5 and older (semantics C): nothing is inherited, the closest
 * policy replaces the whole of those above, and nothing at all means plaintext only.
 */
import {
  type LegacyPolicyIndex,
  type LegacyPort,
  legacyPolicyFor,
  legacyPolicyMode,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { applicablePolicies } from "@/lib/mesh/index/policy-scope";
import { legacyPolicyRef, peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type {
  LegacyPolicy,
  ObjectRef,
  Pod,
  Service,
  ServicePort,
} from "@/lib/mesh/objects";
import {
  legacyPort,
  resolveLegacyServerMode,
} from "@/lib/mesh/server/legacy-server-mode";
import type {
  PassedOver,
  PolicyLevel,
  PolicyLoss,
  PolicyStep,
} from "./explanation";
import {
  inOrder,
  type PolicySteps,
  policySteps,
  type Word,
} from "./policy-steps";

export interface LegacyTarget {
  readonly pod: Pod;
  readonly service: Service;
  /** null = a service that declares no port. */
  readonly servicePort: ServicePort | null;
  readonly targetPort: number;
}

export function legacySteps(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  { pod, service, servicePort, targetPort }: LegacyTarget,
): PolicySteps {
  const levels = legacyLevels(index, legacy, service, legacyPort(servicePort));
  const { mode: asked, decidedBy } = resolveLegacyServerMode(
    index,
    legacy,
    pod,
    service,
    servicePort,
    targetPort,
  );
  const [applying] = applicablePolicies(
    index.peerAuthentications,
    pod,
    index.meshConfig.rootNamespace,
  );
  if (applying !== undefined) {
    const { steps } = policySteps(index, pod, targetPort);
    const by = decidedBy ?? peerAuthenticationRef(applying);
    return {
      asked,
      steps: steps.map((step) => withSuperseded(step, levels, by)),
    };
  }
  return {
    asked,
    steps: inOrder(levels.map(wordOf), "DISABLE", "less-specific"),
  };
}

interface LegacyLevel {
  readonly level: PolicyLevel;
  readonly winner: LegacyPolicy | null;
  /** Policies of the same level that came too late. */
  readonly newer: readonly LegacyPolicy[];
}

function legacyLevels(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  service: Service,
  port: LegacyPort,
): LegacyLevel[] {
  const targeted = legacy.byService.get(`${service.namespace}/${service.name}`);
  const level = (
    name: PolicyLevel,
    winner: LegacyPolicy | null,
    all: readonly LegacyPolicy[],
  ): LegacyLevel => ({
    level: name,
    winner,
    newer: all.filter((policy) => policy !== winner),
  });
  const ofService = (targeted ?? []).filter((policy) =>
    governs(policy, service, NO_PORT),
  );
  const ofPort = (targeted ?? []).filter(
    (policy) => !ofService.includes(policy) && governs(policy, service, port),
  );
  const ofNamespace = index.inventory.legacyPolicies.filter(
    ({ kind, namespace, targets }) =>
      kind === "Policy" &&
      namespace === service.namespace &&
      targets.length === 0,
  );
  const governing = legacyPolicyFor(legacy, service, port);
  const general = legacyPolicyFor(legacy, service, NO_PORT);
  return [
    level("mesh", legacy.mesh, []),
    level(
      "namespace",
      legacy.byNamespace.get(service.namespace) ?? null,
      ofNamespace,
    ),
    level(
      "workload",
      general !== null && ofService.includes(general) ? general : null,
      ofService.filter((policy) => policy !== governing),
    ),
    level(
      "port",
      governing === general && ofPort.length === 0 ? null : governing,
      ofPort,
    ),
  ];
}

/** Asked of an index that holds this policy alone, so that the law itself says whether it applies. */
function governs(
  policy: LegacyPolicy,
  service: Service,
  port: LegacyPort,
): boolean {
  const alone: LegacyPolicyIndex = {
    byService: new Map([[`${service.namespace}/${service.name}`, [policy]]]),
    byNamespace: new Map(),
    mesh: null,
  };
  return legacyPolicyFor(alone, service, port) === policy;
}

function wordOf({ level, winner, newer }: LegacyLevel): Word {
  const said = winner && legacyPolicyMode(winner);
  return {
    level,
    winner: winner && legacyPolicyRef(winner),
    says: said?.enforced ?? null,
    intends:
      said !== null && said.intended !== said.enforced ? said.intended : null,
    losers: newer.map((policy) =>
      passedOver(
        policy,
        "newer-than-winner",
        winner && legacyPolicyRef(winner),
      ),
    ),
  };
}

function withSuperseded(
  step: PolicyStep,
  levels: readonly LegacyLevel[],
  by: ObjectRef,
): PolicyStep {
  const superseded = levels
    .filter(({ level }) => level === step.level)
    .flatMap(({ winner, newer }) => [...(winner ? [winner] : []), ...newer])
    .map((policy) =>
      passedOver(policy, "superseded-by-peer-authentication", by),
    );
  return { ...step, losers: [...step.losers, ...superseded] };
}

function passedOver(
  policy: LegacyPolicy,
  reason: PolicyLoss,
  by: ObjectRef | null,
): PassedOver<PolicyLoss> {
  return {
    object: legacyPolicyRef(policy),
    says: legacyPolicyMode(policy).enforced,
    reason,
    by,
  };
}

/** Names no port, so that only policies for the whole service answer. */
const NO_PORT: LegacyPort = { number: null, name: null };
