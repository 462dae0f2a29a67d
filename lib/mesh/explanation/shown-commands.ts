/**
 * Commands that show on the cluster itself what an explanation says. They only read. A name that no quoting
 * makes one harmless word leaves its command out.
 */
import { serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { proxyShape } from "@/lib/mesh/server/proxy";
import { shellWord } from "@/lib/mesh/shell-word";
import type { Enforcement, ShownCommand } from "./explanation";

export interface CommandSubject {
  readonly service: Service;
  /** null = the service declares no port. */
  readonly servicePort: ServicePort | null;
  readonly pod: Pod;
  readonly targetPort: number;
  readonly enforcement: Enforcement;
  /** Pods whose sidecars were told something, one for each answer worth comparing. */
  readonly clients: readonly Pod[];
}

export function shownCommands(
  index: MeshIndex,
  subject: CommandSubject,
): ShownCommand[] {
  const shape = proxyShape(subject.pod);
  return [
    ...(index.legacyPolicies === null ||
    index.inventory.peerAuthentications.length > 0
      ? policyCommands(index, subject.pod.namespace)
      : []),
    ...(index.legacyPolicies === null ? [] : legacyCommands(index, subject)),
    ...(shape === "sidecar"
      ? [...describe(subject.pod), ...listener(index, subject)]
      : []),
    ...(shape === "ztunnel" ? ambientCommands(index, subject) : []),
    ...subject.clients.flatMap((client) => cluster(index, subject, client)),
  ];
}

function policyCommands(
  { meshConfig }: MeshIndex,
  namespace: string,
): ShownCommand[] {
  return [...new Set([meshConfig.rootNamespace, namespace])].flatMap((place) =>
    shown("policies", [
      "kubectl get peerauthentications.security.istio.io",
      "-n",
      shellWord(place),
      OLDEST_FIRST,
    ]),
  );
}

function legacyCommands(
  index: MeshIndex,
  { service, clients }: CommandSubject,
): ShownCommand[] {
  const host = serviceHost(service, index.meshConfig.clusterDomain);
  return [
    ...shown("legacy", [
      "kubectl get meshpolicies.authentication.istio.io default -o yaml",
    ]),
    ...shown("legacy", [
      "kubectl get policies.authentication.istio.io",
      "-n",
      shellWord(service.namespace),
      OLDEST_FIRST,
      "-o yaml",
    ]),
    ...clients.flatMap((client) =>
      shown("legacy", [
        "istioctl authn tls-check",
        podName(client),
        shellWord(host),
      ]),
    ),
  ];
}

function describe(pod: Pod): ShownCommand[] {
  return shown("describe", ["istioctl x describe pod", podName(pod)]);
}

/** All inbound ports share the listener on 15006 since Istio 1.6; before, each had one of its own. */
function listener(
  { legacyPolicies }: MeshIndex,
  { pod, targetPort }: CommandSubject,
): ShownCommand[] {
  const own = legacyPolicies !== null && targetPort !== 0;
  return shown("listener", [
    "istioctl proxy-config listener",
    podName(pod),
    `--port ${own ? targetPort : VIRTUAL_INBOUND}`,
    "-o json",
  ]);
}

function cluster(
  { meshConfig }: MeshIndex,
  { service, servicePort }: CommandSubject,
  client: Pod,
): ShownCommand[] {
  return shown("cluster", [
    "istioctl proxy-config cluster",
    podName(client),
    "--direction outbound",
    "--fqdn",
    shellWord(serviceHost(service, meshConfig.clusterDomain)),
    ...(servicePort === null ? [] : [`--port ${servicePort.port}`]),
    "-o json",
  ]);
}

function ambientCommands(
  { meshConfig }: MeshIndex,
  { pod, enforcement }: CommandSubject,
): ShownCommand[] {
  const places = enforcement.attached.map(
    (name) => name.split("/")[0] ?? meshConfig.rootNamespace,
  );
  return [
    ...shown("ambient", [
      "istioctl ztunnel-config workloads",
      "--workload-namespace",
      shellWord(pod.namespace),
      "-o json",
    ]),
    ...[...new Set(places)].flatMap((place) =>
      shown("ambient", [
        "istioctl ztunnel-config policies",
        "--policy-namespace",
        shellWord(place),
        "-o json",
      ]),
    ),
  ];
}

const OLDEST_FIRST = "--sort-by=.metadata.creationTimestamp";
const VIRTUAL_INBOUND = 15_006;

/** @param parts words and groups of words; null = one of them cannot be written */
function shown(
  shows: ShownCommand["shows"],
  parts: readonly (string | null)[],
): ShownCommand[] {
  return parts.includes(null) ? [] : [{ shows, command: parts.join(" ") }];
}

/** `name.namespace`: istioctl takes what follows the last dot for the namespace, whatever `-n` says. */
function podName(pod: Pod): string | null {
  return shellWord(`${pod.name}.${pod.namespace}`);
}
