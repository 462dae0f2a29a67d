import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef } from "@/lib/mesh/objects";
import { ambientIntended, sidecarIntended } from "@/lib/mesh/server/injection";
import { enforcementPoint, proxyShape } from "@/lib/mesh/server/proxy";
import { resolveServerMode } from "@/lib/mesh/server/server-mode";
import { workloadModes } from "@/lib/mesh/server/workload-modes";
import { excludedPorts, proxylessGrpc } from "./pod-reasons";
import { type Reason, type ReasonLevel, reason } from "./reason";
import type { ServiceFacts } from "./service-facts";
import { unreadMachines } from "./unread-kinds";

/** E08, E12, E18, E21, E23: as true of a locked service as of one that is to be locked. */
export function standingReasons(facts: ServiceFacts): Reason[] {
  const { coverage } = facts.evidence;
  return [
    ...(coverage.proxiedPods < coverage.pods
      ? [podsWithoutProxy(facts, "warn")]
      : []),
    ...proxylessGrpc(facts),
    ...excludedPorts(facts),
    ...exceptions(facts),
    ...sharedPods(facts),
    ...unreadMachines(facts),
  ];
}

export function podsWithoutProxy(
  facts: ServiceFacts,
  level: ReasonLevel,
): Reason {
  const { pods, proxiedPods } = facts.evidence.coverage;
  return reason("pods-without-proxy", level, {
    without: pods - proxiedPods,
    pods,
    cause: causeOf(facts),
  });
}

/** Why nothing enforces at these pods, which decides what helps; "mixed" where they differ. */
function causeOf({ index, policy }: ServiceFacts): string {
  const causes = new Set(
    policy.pods
      .filter((pod) => enforcementPoint(pod) === "none")
      .map((pod) => {
        const namespace = index.namespaces.get(pod.namespace) ?? null;
        if (proxyShape(pod) === "gateway") return "gateway";
        if (pod.hostNetwork) return "host-network";
        if (ambientIntended(pod, namespace)) return "not-redirected";
        if (sidecarIntended(pod, namespace)) return "older-than-label";
        return "not-asked-for";
      }),
  );
  const [only] = causes;
  return causes.size === 1 && only !== undefined ? only : "mixed";
}

/** Ports of the same pods that stay open beside a STRICT service, by an entry of their own. */
function exceptions({ index, policy }: ServiceFacts): Reason[] {
  if (policy.mode !== "STRICT") return [];
  const open = new Set<string>();
  const objects = new Map<string, ObjectRef>();
  for (const pod of policy.pods) {
    const { portsDecidedBy } = resolveServerMode(index, pod);
    for (const [port, mode] of workloadModes(index, pod).ports) {
      if (mode === "STRICT" || portsDecidedBy === null) continue;
      open.add(`${pod.workload.name}:${port} ${mode}`);
      objects.set(refKey(portsDecidedBy), portsDecidedBy);
    }
  }
  return open.size === 0
    ? []
    : [
        reason(
          "exceptions-remain",
          "warn",
          { ports: [...open].sort().join(", ") },
          [...objects.values()],
        ),
      ];
}

function sharedPods(facts: ServiceFacts): Reason[] {
  const siblings = siblingServices(facts);
  return siblings.length === 0
    ? []
    : [
        reason(
          "shared-pods",
          "warn",
          { services: siblings.map(({ name }) => name).join(", ") },
          siblings,
        ),
      ];
}

function siblingServices({
  index,
  service,
  policy,
}: ServiceFacts): ObjectRef[] {
  const siblings = new Map<string, ObjectRef>();
  for (const pod of policy.pods) {
    for (const other of index.servicesOf(pod)) {
      if (other.name === service.name) continue;
      siblings.set(refKey(serviceRef(other)), serviceRef(other));
    }
  }
  return [...siblings.values()].sort((a, b) => a.name.localeCompare(b.name));
}
