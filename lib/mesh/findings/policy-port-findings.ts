import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { lazily } from "@/lib/mesh/lazily";
import { peerAuthenticationRef, serviceRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication, Pod, Service } from "@/lib/mesh/objects";
import { servedPorts } from "@/lib/mesh/server/served-ports";
import { portMode, type ServerMode } from "@/lib/mesh/server/server-mode";
import { distinctRefs, servicesOfPods } from "./affected-services";
import type { Finding, FindingOf } from "./finding";
import { isProxyPort, knownPorts } from "./known-ports";
import { type PolicyCoverage, policyCoverage } from "./policy-coverage";

/**
 * Port entries that meet no process: the port of a policy is the one the process listens on, never the
 * service's (semantics A2.6). An entry that says UNSET changes nothing either way and is left alone.
 */
export function policyPortFindings(index: MeshIndex): Finding[] {
  return [...policyCoverage(index)].flatMap(([policy, coverage]) => {
    const ports = Object.keys(policy.portLevelMtls).map(Number);
    if (ports.length === 0) return [];
    const pods = governedPods(coverage);
    if (pods.length === 0) return [];
    const known = new Set(pods.flatMap(({ pod }) => knownPorts(index, pod)));
    const meant = lazily(() => targetsByServicePort(index, pods));
    const unserved = lazily(() => notServed(index, policy, pods));
    return ports
      .filter((port) => !known.has(port) && isStated(policy, port))
      .flatMap((port) => {
        const targets = meant().get(port);
        return targets === undefined
          ? [{ ...unserved(), params: { port } }]
          : servicePort(policy, port, targets);
      });
  });
}

interface GovernedPod {
  readonly pod: Pod;
  readonly serverMode: ServerMode;
}

function governedPods({ heard }: PolicyCoverage): GovernedPod[] {
  return heard.flatMap(({ serverMode, pods }) =>
    pods
      .filter(({ shape }) => shape !== "gateway")
      .map(({ pod }) => ({ pod, serverMode })),
  );
}

/** Validation speaks of numbers that are no ports. */
function isStated(policy: PeerAuthentication, port: number): boolean {
  const mode = policy.portLevelMtls[String(port)];
  return mode !== undefined && mode !== "UNSET" && port >= 1 && port <= 65_535;
}

/** What each service port leads to. A policy may list thousands of ports, so the pods are gone through once. */
function targetsByServicePort(
  index: MeshIndex,
  pods: readonly GovernedPod[],
): ReadonlyMap<number, ReadonlyMap<number, Meant>> {
  const byPort = new Map<number, Map<number, Meant>>();
  for (const { pod, serverMode } of pods) {
    for (const { service, servicePort, targetPort } of servedPorts(
      index,
      pod,
    )) {
      const { port } = servicePort;
      const targets = byPort.get(port) ?? new Map<number, Meant>();
      byPort.set(port, targets);
      const meant = targets.get(targetPort) ?? {
        services: new Set(),
        open: false,
      };
      targets.set(targetPort, meant);
      meant.services.add(service);
      meant.open ||= portMode(serverMode, targetPort).mode !== "STRICT";
    }
  }
  return byPort;
}

interface Meant {
  readonly services: Set<Service>;
  /** Some pod lets plaintext in where the process listens. */
  open: boolean;
}

function servicePort(
  policy: PeerAuthentication,
  port: number,
  targets: ReadonlyMap<number, Meant>,
): Finding[] {
  const strict = policy.portLevelMtls[String(port)] === "STRICT";
  return [...targets].map(([targetPort, meant]) => {
    const services = distinctRefs([...meant.services].map(serviceRef));
    return {
      code: "port-is-service-port",
      severity: strict && meant.open ? "error" : "warning",
      objects: [peerAuthenticationRef(policy), ...services],
      services,
      params: { port, targetPort },
    };
  });
}

/** Declaring ports is optional, so a port that nobody declares says little where nobody declares any. */
function notServed(
  index: MeshIndex,
  policy: PeerAuthentication,
  pods: readonly GovernedPod[],
): Omit<FindingOf<"port-not-served">, "params"> {
  const allDeclare = pods.every(({ pod }) =>
    pod.containerPorts.some((own) => !isProxyPort(pod, own.port)),
  );
  return {
    code: "port-not-served",
    severity: allDeclare ? "warning" : "info",
    objects: [peerAuthenticationRef(policy)],
    services: servicesOfPods(
      index,
      pods.map(({ pod }) => pod),
    ),
  };
}
