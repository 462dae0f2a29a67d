/**
 * Specs as the Kubernetes API holds them, and the edits Lockstep makes to them. Everything that is
 * not part of an edit is carried over untouched, fields we do not know included.
 */
import { z } from "zod";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import type { Labels } from "@/lib/mesh/objects";

export type Spec = Readonly<Record<string, unknown>>;

/** The two modes that a lock and its way back ask for. */
export type PlannedMode = "STRICT" | "PERMISSIVE";

const record = z.record(z.string(), z.unknown());
const list = z.array(record);

/** A new policy for the pods a Service selects (semantics F). */
export function workloadPolicySpec(selector: Labels, mode: PlannedMode): Spec {
  return { selector: { matchLabels: { ...selector } }, mtls: { mode } };
}

/**
 * The spec with its mode set. Port entries of `ports` that say something else are set to the same
 * mode; entries of other ports are somebody's exception and stay.
 * @param ports workload (target) ports
 */
export function withServerMode(
  spec: Spec,
  mode: PlannedMode,
  ports: readonly number[],
): Spec {
  const entries = record.catch({}).parse(spec.portLevelMtls);
  const changed = Object.entries(entries).map(([port, entry]) => {
    const own = ports.includes(Number(port)) && modeOf(entry) !== "UNSET";
    return [port, own ? { ...record.catch({}).parse(entry), mode } : entry];
  });
  return {
    ...spec,
    mtls: { ...record.catch({}).parse(spec.mtls), mode },
    ...(changed.length > 0
      ? { portLevelMtls: Object.fromEntries(changed) }
      : {}),
  };
}

/** A new rule by which meshed clients send Istio mutual TLS to one host. */
export function mutualTlsRuleSpec(host: string): Spec {
  return { host, trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } } };
}

/**
 * The rule with ISTIO_MUTUAL everywhere it speaks of TLS: port entries do not inherit, and subsets
 * with a policy of their own replace it (semantics B4), so each of them is set as well.
 */
export function withClientMode(spec: Spec, mode: ClientTlsMode): Spec {
  const subsets = list.catch([]).parse(spec.subsets);
  return {
    ...spec,
    trafficPolicy: withTls(record.catch({}).parse(spec.trafficPolicy), mode),
    ...(subsets.length > 0
      ? {
          subsets: subsets.map((subset) =>
            subset.trafficPolicy === undefined
              ? subset
              : {
                  ...subset,
                  trafficPolicy: withTls(
                    record.catch({}).parse(subset.trafficPolicy),
                    mode,
                  ),
                },
          ),
        }
      : {}),
  };
}

function withTls(policy: Spec, mode: ClientTlsMode): Spec {
  const ports = list.catch([]).parse(policy.portLevelSettings);
  return {
    ...policy,
    // Certificate files of SIMPLE and MUTUAL are refused beside ISTIO_MUTUAL.
    tls: { mode },
    ...(ports.length > 0
      ? { portLevelSettings: ports.map((port) => ({ ...port, tls: { mode } })) }
      : {}),
  };
}

function modeOf(entry: unknown): string {
  const { mode } = record.catch({}).parse(entry);
  return typeof mode === "string" ? mode : "UNSET";
}
