import {
  inferLegacyServiceMode,
  type LegacyPort,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { MutualTlsMode } from "@/lib/mesh/mode";

/** What istiod lets clients assume about a whole service before it looks at single endpoints. */
export interface ServiceEstimateInput {
  readonly namespace: string;
  readonly headless: boolean;
  readonly meshExternal: boolean;
  /** The DestinationRule asks for `loadBalancer.simple: PASSTHROUGH`. */
  readonly passthrough: boolean;
  endpointTlsModes(): readonly string[];
  /** Name and port, which only legacy policies look at; absent = none of them names this service. */
  readonly legacyTarget?: { readonly name: string; readonly port: LegacyPort };
}

/**
 * Namespace and mesh policies only: a workload policy is invisible here, which is why STRICT on one
 * workload of a DISABLE namespace breaks its clients. UNKNOWN = outside the mesh, never auto mTLS
 * (semantics B4). Source: istio pilot/pkg/model, BestEffortInferServiceMTLSMode.
 */
export function inferServiceMode(
  index: MeshIndex,
  service: ServiceEstimateInput,
): MutualTlsMode | "UNKNOWN" {
  if (service.meshExternal) return "UNKNOWN";
  if (service.headless || service.passthrough) {
    const modes = service.endpointTlsModes();
    if (modes.length === 0 || modes.includes("disabled")) return "DISABLE";
  }
  const mode = namespaceLevelMode(index, service.namespace);
  if (index.legacyPolicies !== null) {
    const { namespace, legacyTarget } = service;
    return inferLegacyServiceMode(
      index.legacyPolicies,
      mode,
      { namespace, name: legacyTarget?.name ?? "" },
      legacyTarget?.port ?? { number: null, name: null },
    );
  }
  return mode === "UNKNOWN" ? "PERMISSIVE" : mode;
}

/** Mode of a namespace without looking at workload policies; UNKNOWN where no policy exists at either level. */
export function namespaceLevelMode(
  index: MeshIndex,
  namespace: string,
): MutualTlsMode | "UNKNOWN" {
  const own = index.peerAuthentications.namespaces.get(namespace)?.winner;
  const mesh = meshLevelMode(index);
  if (!own) return mesh;
  if (own.mode !== "UNSET") return own.mode;
  return mesh === "UNKNOWN" ? "PERMISSIVE" : mesh;
}

/** Mode of the mesh policy; a mesh policy that says UNSET means PERMISSIVE, none at all UNKNOWN. */
export function meshLevelMode(index: MeshIndex): MutualTlsMode | "UNKNOWN" {
  const policy = index.peerAuthentications.mesh.winner;
  if (policy === null) return "UNKNOWN";
  return policy.mode === "UNSET" ? "PERMISSIVE" : policy.mode;
}
