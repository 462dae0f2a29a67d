import type { PolicyMode } from "@/lib/mesh/mode";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import { metaOf, type Place } from "./place";

/** One policy for the mesh, one for every third namespace, the rest for workloads: together a fifth of the services. */
export function policiesAtScale(
  places: readonly Place[],
): PeerAuthentication[] {
  const wanted = Math.floor(places.length / 5);
  const policies = [policy("istio-system", "default", null, "PERMISSIVE")];
  const groups = new Set<number>();
  for (const { namespace, group } of places) {
    if (group % 3 !== 0 || groups.has(group)) continue;
    groups.add(group);
    const mode = group % 2 === 0 ? "STRICT" : "UNSET";
    policies.push(policy(namespace, "default", null, mode));
  }
  for (let at = 0; policies.length < wanted; at += 1) {
    const place = places[(at * 7) % places.length];
    if (place === undefined) break;
    policies.push(workloadPolicy(place, at));
  }
  return policies;
}

function workloadPolicy(
  { namespace, name }: Place,
  at: number,
): PeerAuthentication {
  const modes = ["STRICT", "PERMISSIVE", "UNSET", "DISABLE"] as const;
  return {
    ...policy(
      namespace,
      `workload-${at}`,
      { app: name },
      modes[at % 4] ?? "UNSET",
    ),
    portLevelMtls: at % 3 === 0 ? { "9090": "PERMISSIVE" } : {},
  };
}

function policy(
  namespace: string,
  name: string,
  selector: PeerAuthentication["selector"],
  mode: PolicyMode,
): PeerAuthentication {
  return { ...metaOf(namespace, name), selector, mode, portLevelMtls: {} };
}
