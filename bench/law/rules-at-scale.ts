import type { ClientTlsMode } from "@/lib/mesh/mode";
import type { DestinationRule, TrafficPolicy } from "@/lib/mesh/objects";
import { metaOf, type Place } from "./place";

/** Namespaces whose rule covers every host of the mesh: as many in a small mesh as in a large one. */
const BROAD_RULES = 3;

/** As many rules as a fifth of the services. */
export function rulesAtScale(places: readonly Place[]): DestinationRule[] {
  const wanted = Math.floor(places.length / 5);
  return Array.from({ length: wanted }, (_, at) => ruleAt(places, at));
}

/**
 * Of ten rules three belong to the service's own namespace, three to a client's, one covers a whole
 * namespace, one is exported by name, one picks its clients by label, and one has subsets.
 */
function ruleAt(places: readonly Place[], at: number): DestinationRule {
  const [place, other] = [at * 5, at * 11 + 3].map(
    (order) => places[order % places.length],
  );
  if (place === undefined || other === undefined) throw new Error("no places");
  const host = `${place.name}.${place.namespace}.svc.cluster.local`;
  const name = `rule-${at}`;
  if (at < BROAD_RULES) return rule(other, name, "*.local", at);
  switch (at % 10) {
    case 0:
    case 1:
    case 2:
      return rule(place, name, host, at);
    case 3:
    case 4:
    case 5:
      return rule(other, name, host, at);
    case 6:
      return rule(other, name, `*.${place.namespace}.svc.cluster.local`, at);
    case 7:
      return { ...rule(place, name, host, at), exportTo: [other.namespace] };
    case 8:
      return {
        ...rule(other, name, host, at),
        workloadSelector: { app: other.name },
      };
    default:
      return {
        ...rule(place, name, host, at),
        subsets: ["v1", "v2"].map((version) => ({
          name: version,
          labels: { version },
          trafficPolicy: version === "v2" ? policyOf("ISTIO_MUTUAL") : null,
        })),
      };
  }
}

function rule(
  { namespace }: Place,
  name: string,
  host: string,
  at: number,
): DestinationRule {
  const modes = ["ISTIO_MUTUAL", null, "DISABLE", "ISTIO_MUTUAL"] as const;
  return {
    ...metaOf(namespace, name, at % 90),
    host,
    exportTo: at % 4 === 0 ? ["."] : [],
    workloadSelector: null,
    trafficPolicy: policyOf(modes[at % 4] ?? null),
    subsets: [],
  };
}

function policyOf(tls: ClientTlsMode | null): TrafficPolicy {
  return { tls, portLevelSettings: [], passthrough: false };
}
