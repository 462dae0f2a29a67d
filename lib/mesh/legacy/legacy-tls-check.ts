/**
 * What `istioctl authn tls-check` of Istio 1.4 said about a rule and a policy. Kept so that a mesh of that
 * time can be compared with its own tool; it is milder than the truth (semantics B5).
 */
import { compareText } from "@/lib/mesh/age-order";
import { legacyPolicyMode } from "@/lib/mesh/index/legacy-policy";
import type { ClientTlsMode, MutualTlsMode } from "@/lib/mesh/mode";
import type {
  DestinationRule,
  LegacyPolicy,
  TrafficPolicy,
} from "@/lib/mesh/objects";

export type TlsCheckState = "OK" | "CONFLICT" | "AUTO";

export interface TlsCheckRow {
  /** "" = the service without subset. */
  readonly subset: string;
  readonly serverMode: MutualTlsMode;
  /** null = the rule says nothing. */
  readonly clientMode: ClientTlsMode | null;
  readonly state: TlsCheckState;
}

/** Without a client mode the tool never saw a conflict, not even against STRICT. */
export function tlsCheckState(
  clientMode: ClientTlsMode | null,
  serverMode: MutualTlsMode,
  enableAutoMtls: boolean,
): TlsCheckState {
  if (clientMode === null) return enableAutoMtls ? "AUTO" : "OK";
  const fits =
    (clientMode === "DISABLE" && serverMode !== "STRICT") ||
    (clientMode === "ISTIO_MUTUAL" && serverMode !== "DISABLE");
  return fits ? "OK" : "CONFLICT";
}

/** One row for the service and one per subset, by name; a subset is read alone, without what it inherits today. */
export function tlsCheckRows(
  found: {
    readonly policy: LegacyPolicy | null;
    readonly rule: DestinationRule | null;
  },
  /** Service port. */
  port: number,
  enableAutoMtls: boolean,
): TlsCheckRow[] {
  const serverMode = legacyPolicyMode(found.policy).enforced;
  const subsets = [...(found.rule?.subsets ?? [])].sort((a, b) =>
    compareText(a.name, b.name),
  );
  return [
    { name: "", trafficPolicy: found.rule?.trafficPolicy ?? null },
    ...subsets,
  ].map(({ name, trafficPolicy }) => {
    const clientMode = modeFor(trafficPolicy, port);
    return {
      subset: name,
      serverMode,
      clientMode,
      state: tlsCheckState(clientMode, serverMode, enableAutoMtls),
    };
  });
}

function modeFor(
  policy: TrafficPolicy | null,
  port: number,
): ClientTlsMode | null {
  const entry = policy?.portLevelSettings.find((item) => item.port === port);
  return entry ? entry.tls : (policy?.tls ?? null);
}
