import { isToldOtherwise } from "@/lib/mesh/client/client-namespaces";
import { clientPods } from "@/lib/mesh/readiness/client-pods";
import {
  clientTlsOf,
  type MeshResolution,
  type ResolvedService,
} from "@/lib/mesh/resolution/mesh-resolution";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import type { TrafficCaller } from "@/lib/mesh/traffic/caller";
import {
  type RefusedCaller,
  refusedCallers,
} from "@/lib/mesh/traffic/refused-caller";
import type { TrafficIndex } from "@/lib/mesh/traffic/traffic-index";

/**
 * Who is turned away from a service. Where no port is STRICT nothing refuses plaintext, and calls that
 * failed there failed for another reason: nobody is then named.
 */
export function refusedAt(
  resolution: MeshResolution,
  resolved: ResolvedService,
  traffic: TrafficIndex | null,
): RefusedCaller[] {
  const { service, verdict } = resolved;
  if (traffic === null || !hasStrictPort(verdict)) return [];
  const calls = traffic.refusedOf(service, verdict.workloads);
  return calls.length === 0
    ? []
    : refusedCallers(calls, (caller) =>
        sendsPlaintext(resolution, resolved, caller),
      );
}

function hasStrictPort({ mode, ports }: ServiceVerdict): boolean {
  return (
    mode === "STRICT" ||
    ports.some(({ pods }) => pods.some((pod) => pod.mode === "STRICT"))
  );
}

/**
 * By what is known of the client now: it has lost its proxy, or its proxy is told something else than
 * mutual TLS. Whoever was mended within the window is no longer known to have been refused.
 */
function sendsPlaintext(
  resolution: MeshResolution,
  resolved: ResolvedService,
  { namespace, workload }: TrafficCaller,
): boolean {
  if (namespace === null || workload === null) return false;
  if (clientPods(resolution.index, namespace, workload)?.isMeshed === false) {
    return true;
  }
  const told = clientTlsOf(resolution, resolved, namespace);
  return told !== null && isToldOtherwise(told.sends);
}
