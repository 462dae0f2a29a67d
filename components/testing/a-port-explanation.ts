/** Builders for tests of explanations: a sidecar's port about which no policy says anything. */
import type {
  ClientExplanation,
  ClientRule,
  PolicyLevel,
  PolicyStep,
  PortExplanation,
} from "@/lib/mesh/explanation/explanation";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { ObjectRef } from "@/lib/mesh/objects";

const LEVELS: readonly PolicyLevel[] = [
  "mesh",
  "namespace",
  "workload",
  "port",
];

export function aPolicyRef(name = "shop/default"): ObjectRef {
  return refOf("PeerAuthentication", name);
}

export function aRuleRef(name = "shop/cart"): ObjectRef {
  return refOf("DestinationRule", name);
}

/** Four steps; what a level says is carried down, as the law does. */
export function someSteps(
  over: Partial<Record<PolicyLevel, Partial<PolicyStep>>> = {},
): readonly PolicyStep[] {
  let mode: MutualTlsMode = "PERMISSIVE";
  return LEVELS.map((level) => {
    const {
      says = null,
      winner,
      intends = null,
      losers = [],
    } = over[level] ?? {};
    if (says !== null && says !== "UNSET") mode = says;
    return {
      level,
      winner: winner ?? (says === null ? null : aPolicyRef()),
      says,
      intends,
      mode,
      losers,
    };
  });
}

export function aPortExplanation(
  over: Partial<PortExplanation> = {},
): PortExplanation {
  const steps = over.steps ?? someSteps();
  const asked = steps.at(-1)?.mode ?? "PERMISSIVE";
  return {
    workload: { kind: "Deployment", namespace: "shop", name: "cart" },
    servicePort: { name: "http", port: 80, appProtocol: "http" },
    targetPort: 8080,
    pods: {
      count: 2,
      example: { kind: "Pod", namespace: "shop", name: "cart-1" },
    },
    steps,
    asked,
    enforcement: {
      point: "sidecar",
      because: "sidecar-container",
      attached: [],
    },
    mode: asked,
    clients: [],
    clientsLeftOut: 0,
    commands: [],
    ...over,
  };
}

export function aClient(
  over: Partial<ClientExplanation> = {},
): ClientExplanation {
  return {
    kind: "sidecar",
    namespaces: ["web"],
    labels: null,
    subset: null,
    rule: null,
    sends: "mutual_tls",
    because: "auto-mtls",
    outcome: { result: "works", over: "mutual_tls" },
    ...over,
  };
}

export function aClientRule(over: Partial<ClientRule> = {}): ClientRule {
  return {
    winner: aRuleRef(),
    foundIn: "service-namespace",
    says: "ISTIO_MUTUAL",
    saidAt: "destination",
    mergedFrom: [],
    othersLeftOut: 0,
    losers: [],
    ...over,
  };
}

function refOf(kind: string, path: string): ObjectRef {
  const [namespace = "", name = ""] = path.split("/");
  return { kind, namespace, name };
}
