import type { Inventory } from "@/lib/mesh/objects";
import type { SourceStatement } from "@/lib/mesh/source";
import { sourceWarning } from "@/lib/mesh/source-warning";

const DOUBT = sourceWarning(
  "legacy-obedience-unknown",
  "It is not known whether the control plane obeys them: only Istio 1.5 and older does, and no istiod pod shows its release. Let Lockstep read the pods of istio-system, or delete the policies if Istio is newer.",
);

/**
 * The statements, as they are true of an old mesh. Istio 1.4 has no PeerAuthentication, so that kind is
 * not missing there. And where legacy policies exist and nobody knows whether they count, the modes that
 * they might decide are shown as unknown, and a warning says why.
 */
export function withLegacyStatements(
  statements: readonly SourceStatement[],
  { meshConfig, legacyPolicies }: Inventory,
): readonly SourceStatement[] {
  if (meshConfig.lacksPeerAuthentication) {
    return statements.filter(
      ({ id }) => id !== "kubernetes/peerauthentications.security.istio.io",
    );
  }
  if (
    meshConfig.enforcesLegacyPolicies !== "unknown" ||
    legacyPolicies.length === 0
  ) {
    return statements;
  }
  return statements.map((statement) =>
    statement.id.startsWith("kubernetes/policies.authentication.istio.io")
      ? { ...statement, warnings: [...statement.warnings, DOUBT] }
      : statement,
  );
}
