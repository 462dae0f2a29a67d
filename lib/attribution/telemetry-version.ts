import type { SourceStatement } from "@/lib/mesh/source";

const ID = "kubernetes/telemetries.telemetry.istio.io";

/** e.g. "telemetry.istio.io/v1"; null = the API server does not serve it, or that is not known. */
export function telemetryVersion(
  statements: readonly SourceStatement[],
): string | null {
  const statement = statements.find(
    ({ id }) => id === ID || id.startsWith(`${ID}/`),
  );
  return statement?.version || null;
}
