import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef, serviceRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication, Pod } from "@/lib/mesh/objects";
import { portMode, type ServerMode } from "@/lib/mesh/server/server-mode";
import { distinctRefs, servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
import { type PolicyCoverage, policyCoverage } from "./policy-coverage";
import {
  isProxyPort,
  knownPorts,
  type ServedPort,
  servedPorts,
} from "./served-ports";

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
    return ports
      .filter((port) => !known.has(port) && isStated(policy, port))
      .flatMap((port) => unknownPort(index, policy, port, pods));
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

function unknownPort(
  index: MeshIndex,
  policy: PeerAuthentication,
  port: number,
  pods: readonly GovernedPod[],
): Finding[] {
  const meant = new Map<number, Meant>();
  for (const { pod, serverMode } of pods) {
    for (const served of servedPorts(index, pod)) {
      if (served.servicePort.port !== port) continue;
      const { targetPort } = served;
      const same = meant.get(targetPort) ?? { served: [], open: false };
      meant.set(targetPort, same);
      same.served.push(served);
      same.open ||= portMode(serverMode, targetPort).mode !== "STRICT";
    }
  }
  if (meant.size === 0) return [notServed(index, policy, port, pods)];
  const strict = policy.portLevelMtls[String(port)] === "STRICT";
  return [...meant].map(([targetPort, { served, open }]) => {
    const services = distinctRefs(
      served.map(({ service }) => serviceRef(service)),
    );
    return {
      code: "port-is-service-port",
      severity: strict && open ? "error" : "warning",
      objects: [peerAuthenticationRef(policy), ...services],
      services,
      params: { port, targetPort },
    };
  });
}

interface Meant {
  readonly served: ServedPort[];
  /** Some pod lets plaintext in where the process listens. */
  open: boolean;
}

/** Declaring ports is optional, so a port that nobody declares says little where nobody declares any. */
function notServed(
  index: MeshIndex,
  policy: PeerAuthentication,
  port: number,
  pods: readonly GovernedPod[],
): Finding {
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
    params: { port },
  };
}
