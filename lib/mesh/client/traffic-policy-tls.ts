import type { ConsolidatedRule } from "@/lib/mesh/index/destination-rule-merge";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import type { TrafficPolicy } from "@/lib/mesh/objects";

/** What a DestinationRule says about TLS for one service port and subset. */
export interface RuleTls {
  /** The mode the cluster is built with; null = nothing set, which leaves it to auto mTLS. */
  readonly mode: ClientTlsMode | null;
  /** The mode the endpoint check reads: past a port entry without tls it still sees its own policy's wider level. */
  readonly endpointMode: ClientTlsMode | null;
  readonly passthrough: boolean;
}

/**
 * A port entry replaces the whole destination level for its port, even by nothing; a subset replaces
 * tls only where it says something, or where its own port entry exists (semantics B4).
 */
export function ruleTls(
  rule: ConsolidatedRule | null,
  port: number,
  subsetName: string,
): RuleTls {
  const destination = rule?.trafficPolicy ?? null;
  const subset =
    subsetName === ""
      ? null
      : (rule?.subsets.find(({ name }) => name === subsetName)?.trafficPolicy ??
        null);
  const destinationEntry = entryFor(destination, port);
  const subsetEntry = entryFor(subset, port);
  const fromDestination = destinationEntry
    ? destinationEntry.tls
    : (destination?.tls ?? null);
  return {
    mode: subsetEntry ? subsetEntry.tls : (subset?.tls ?? fromDestination),
    endpointMode:
      subsetName === ""
        ? (destinationEntry?.tls ?? destination?.tls ?? null)
        : (subsetEntry?.tls ?? subset?.tls ?? null),
    passthrough:
      (subset?.passthrough ?? false) ||
      (destinationEntry === null && (destination?.passthrough ?? false)),
  };
}

function entryFor(
  policy: TrafficPolicy | null,
  port: number,
): TrafficPolicy["portLevelSettings"][number] | null {
  return policy?.portLevelSettings.find((entry) => entry.port === port) ?? null;
}
