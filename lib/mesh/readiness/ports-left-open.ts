import { enforcementPoint } from "@/lib/mesh/server/proxy";
import {
  obeysPeerAuthentication,
  workloadModes,
} from "@/lib/mesh/server/workload-modes";
import { UNDECLARED } from "./open-ports";
import type { ServiceFacts } from "./service-facts";

/** Ports of the pods that take plaintext whatever the service's own ports do, in order. */
export function portsLeftOpen({
  index,
  policy,
}: Pick<ServiceFacts, "index" | "policy">): string[] {
  const ports = new Set<number>();
  let undeclared = false;
  for (const pod of policy.pods) {
    if (enforcementPoint(pod) === "none") continue;
    const modes = workloadModes(index, pod);
    for (const [port, mode] of modes.ports) {
      if (mode !== "STRICT") ports.add(port);
    }
    // The old API speaks of Service ports only: of all others it can lock none (semantics C).
    const isOld =
      index.legacyPolicies !== null && !obeysPeerAuthentication(index, pod);
    if (modes.mode !== "STRICT" && !isOld) undeclared = true;
  }
  return [
    ...[...ports].sort((a, b) => a - b).map(String),
    ...(undeclared ? [UNDECLARED] : []),
  ];
}
