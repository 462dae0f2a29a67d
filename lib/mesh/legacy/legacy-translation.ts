/**
 * Legacy policies in today's words (semantics C), so that a mesh of Istio 1.4 can be upgraded without
 * changing what any port accepts:
 *
 *   MeshPolicy ─▶ root namespace · Policy without targets ─▶ namespace · all Policies of one service ─▶ one workload policy
 */
import {
  indexLegacyPolicies,
  type LegacyPolicyIndex,
  legacyPolicyFor,
  legacyPolicyMode,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { targetPortOf } from "@/lib/mesh/index/service-backends";
import type { PolicyMode } from "@/lib/mesh/mode";
import { freeName } from "@/lib/mesh/object-name";
import { legacyPolicyRef } from "@/lib/mesh/object-ref";
import type {
  LegacyPolicy,
  ObjectRef,
  PeerAuthentication,
  Service,
} from "@/lib/mesh/objects";
import { hasNoLabels } from "@/lib/mesh/selector";
import { legacyPort } from "@/lib/mesh/server/legacy-server-mode";

export interface LegacyTranslation {
  readonly policies: readonly TranslatedPolicy[];
  readonly problems: readonly TranslationProblem[];
}

interface TranslatedPolicy extends PeerAuthentication {
  /** The legacy policies it comes from; none = it says what the absence of all meant. */
  readonly origins: readonly ObjectRef[];
}

/** A policy, or a part of one, that has no counterpart. */
interface TranslationProblem {
  readonly policy: ObjectRef;
  readonly service: string;
  readonly code: /** It targets a service that does not exist. */
    | "service-not-found"
    /** The service selects no pods by labels, so no workload policy can. */
    | "service-without-selector"
    /** A policy of the root namespace alone: without selector it would speak for the whole mesh. */
    | "root-namespace-only"
    /** Its pods call different ports by the target port's name, or none does. */
    | "target-port-ambiguous";
}

/**
 * One PeerAuthentication per scope that has a legacy policy, meaning what the old proxies enforced; for
 * meshes of Istio 1.5 and older only, because saying nothing meant something else there.
 * @param createdAt RFC 3339; when the objects would come to be, which decides contests with existing ones
 */
export function translateLegacyPolicies(
  index: MeshIndex,
  createdAt: string,
): LegacyTranslation {
  const { mesh, namespaces } = index.peerAuthentications;
  // Where a PeerAuthentication speaks, legacy policies already count for nothing.
  if (mesh.winner !== null) return { policies: [], problems: [] };
  const legacy = indexLegacyPolicies(
    index.inventory.legacyPolicies.filter(
      ({ namespace }) => !namespaces.has(namespace),
    ),
  );
  const make = maker(index, createdAt);
  const scopes = [
    ofMesh(index, legacy, make),
    ofNamespaces(index, legacy, make),
    ofServices(index, legacy, make),
  ];
  return {
    policies: scopes.flatMap(({ policies }) => policies),
    problems: scopes.flatMap(({ problems }) => problems),
  };
}

type Make = (
  namespace: string,
  wantedName: string,
  from: readonly LegacyPolicy[],
  says: Pick<PeerAuthentication, "selector" | "mode" | "portLevelMtls">,
) => TranslatedPolicy;

/** To apply a manifest must never replace another one, or an object that is there already. */
function maker(index: MeshIndex, createdAt: string): Make {
  const taken: { readonly namespace: string; readonly name: string }[] = [
    ...index.inventory.peerAuthentications,
  ];
  return (namespace, wantedName, from, says) => {
    const name = freeName(wantedName, taken, namespace);
    taken.push({ namespace, name });
    return {
      namespace,
      name,
      uid: "",
      resourceVersion: "",
      createdAt,
      labels: {},
      annotations: {},
      origins: from.map(legacyPolicyRef),
      ...says,
    };
  };
}

/** Nothing at all meant plaintext only, so keeping the behaviour takes a DISABLE of its own. */
function ofMesh(
  index: MeshIndex,
  { mesh }: LegacyPolicyIndex,
  make: Make,
): LegacyTranslation {
  const from = mesh === null ? [] : [mesh];
  const { rootNamespace } = index.meshConfig;
  return {
    policies: [make(rootNamespace, "default", from, forAll(mesh))],
    problems: [],
  };
}

function ofNamespaces(
  index: MeshIndex,
  { byNamespace }: LegacyPolicyIndex,
  make: Make,
): LegacyTranslation {
  const policies: TranslatedPolicy[] = [];
  const problems: TranslationProblem[] = [];
  for (const [namespace, policy] of byNamespace) {
    if (namespace === index.meshConfig.rootNamespace) {
      problems.push({
        policy: legacyPolicyRef(policy),
        service: "",
        code: "root-namespace-only",
      });
    } else {
      policies.push(make(namespace, "default", [policy], forAll(policy)));
    }
  }
  return { policies, problems };
}

function ofServices(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  make: Make,
): LegacyTranslation {
  const policies: TranslatedPolicy[] = [];
  const problems: TranslationProblem[] = [];
  for (const [key, targeting] of legacy.byService) {
    const service = index.services.get(key);
    const problem = (code: TranslationProblem["code"]) => {
      for (const policy of targeting) {
        problems.push({ policy: legacyPolicyRef(policy), service: key, code });
      }
    };
    if (service === undefined) problem("service-not-found");
    else if (hasNoLabels(service.selector)) problem("service-without-selector");
    else {
      const { mode, ports, ambiguous } = serviceModes(index, legacy, service);
      if (ambiguous) problem("target-port-ambiguous");
      policies.push(
        make(service.namespace, service.name, targeting, {
          selector: service.selector,
          mode,
          portLevelMtls: ports,
        }),
      );
    }
  }
  return { policies, problems };
}

/** For every pod and port of its scope. */
function forAll(policy: LegacyPolicy | null) {
  const mode = legacyPolicyMode(policy).enforced;
  return { selector: null, mode, portLevelMtls: {} };
}

interface ServiceModes {
  readonly mode: PolicyMode;
  readonly ports: Record<string, PolicyMode>;
  readonly ambiguous: boolean;
}

/** The whole service from the policy without ports; every port that another policy decides from that one. */
function serviceModes(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  service: Service,
): ServiceModes {
  const general = legacyPolicyFor(legacy, service, {
    number: null,
    name: null,
  });
  const mode =
    general !== null && general.targets.length > 0
      ? legacyPolicyMode(general).enforced
      : "UNSET";
  const ports: Record<string, PolicyMode> = {};
  let ambiguous = false;
  for (const servicePort of service.ports) {
    const policy = legacyPolicyFor(legacy, service, legacyPort(servicePort));
    if (policy === null || policy === general) continue;
    const targets = new Set(
      index
        .backendsOf(service)
        .pods.flatMap((backend) => targetPortOf(backend, servicePort) ?? []),
    );
    if (typeof servicePort.targetPort === "number") {
      targets.add(servicePort.targetPort);
    }
    if (targets.size !== 1) ambiguous = true;
    for (const target of targets) {
      ports[String(target)] = legacyPolicyMode(policy).enforced;
    }
  }
  return { mode, ports, ambiguous };
}
