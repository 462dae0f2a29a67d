import { groupBy } from "@/lib/mesh/group-by";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { podRef, refKey } from "@/lib/mesh/object-ref";
import type { Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { selectorMatches } from "@/lib/mesh/selector";
import {
  acceptsHbone,
  promisesHboneInVain,
  proxyShape,
  tlsModeLabel,
} from "@/lib/mesh/server/proxy";
import { servedPorts } from "@/lib/mesh/server/served-ports";
import { resolveServerMode } from "@/lib/mesh/server/server-mode";
import {
  type PodPortVerdict,
  resolveDialledPort,
  resolveService,
} from "@/lib/mesh/server/service-mode";
import { UNLISTED_PORT } from "@/lib/mesh/server/unlisted-port";
import { clientExplanations } from "./client-explanations";
import {
  exampleClient,
  type ServiceClients,
  serviceClients,
} from "./client-groups";
import { enforcementOf } from "./enforcement";
import type { ClientExplanation, PortExplanation } from "./explanation";
import { legacySteps } from "./legacy-steps";
import { policySteps } from "./policy-steps";
import { shownCommands } from "./shown-commands";

/**
 * Why each workload port behind a service accepts what it accepts, and how calls to it end. Pods of one
 * workload that are decided alike are one entry; no pods, no entries. Every mode is the law's own
 * (`resolveService`, `resolveClientTls`, `callOutcome`): nothing is decided here.
 *
 * @param maxPorts ports after these are left out, those of the service first
 */
export function explainService(
  index: MeshIndex,
  service: Service,
  maxPorts = Number.POSITIVE_INFINITY,
): readonly PortExplanation[] {
  const clients = serviceClients(index, service);
  const unlike = differences(index, clients);
  const ports = [
    ...resolveService(index, service).ports.map(({ servicePort, pods }) => ({
      servicePort,
      pods,
      service,
      declared: true,
    })),
    ...dialledPorts(index, service),
  ];
  return ports.slice(0, maxPorts).flatMap(({ pods, ...port }) =>
    [...groupBy(pods, unlike).values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const explained = { ...port, ...first, count: alike.length };
      return explainPort(index, clients, explained);
    }),
  );
}

interface Explained extends PodPortVerdict {
  readonly service: Service;
  readonly servicePort: ServicePort;
  /** false = no port of the service, and `servicePort` only stands for one. */
  readonly declared: boolean;
  readonly count: number;
}

function explainPort(
  index: MeshIndex,
  clients: ServiceClients,
  explained: Explained,
): PortExplanation {
  const { service, servicePort, declared, pod, targetPort, mode } = explained;
  const named = declared ? servicePort : null;
  const { steps, asked } =
    index.legacyPolicies === null
      ? policySteps(index, pod, targetPort)
      : legacySteps(index, index.legacyPolicies, {
          pod,
          service,
          servicePort: named,
          targetPort,
        });
  const { protocol, appProtocol } = servicePort;
  const point = explained.enforcement;
  const enforcement = enforcementOf(index, {
    pod,
    protocol,
    point,
    asked,
    mode,
  });
  const told = clientExplanations(index, clients, {
    service,
    servicePort,
    declared,
    pod,
    targetPort,
    receiver: {
      enforcement: point,
      mode,
      acceptsHbone: acceptsHbone(pod),
      promisesHboneInVain: promisesHboneInVain(pod),
      appProtocol,
    },
  });
  return {
    workload: pod.workload,
    servicePort: named && {
      name: named.name,
      port: named.port,
      appProtocol,
    },
    targetPort,
    pods: { count: explained.count, example: podRef(pod) },
    steps,
    asked,
    enforcement,
    mode,
    clients: told,
    clientsLeftOut: declared ? clients.leftOut : 0,
    commands: shownCommands(index, {
      service,
      servicePort: named,
      pod,
      targetPort,
      enforcement,
      clients: examples(index, clients, told),
    }),
  };
}

/** What tells pods of one port apart: everything that the chain, the enforcement or a client looks at. */
function differences(
  index: MeshIndex,
  { rules }: ServiceClients,
): (verdict: PodPortVerdict) => string {
  const subsets = rules.all.flatMap(({ rule }) =>
    rule.subsets.filter(({ trafficPolicy }) => trafficPolicy !== null),
  );
  const numbers = new Map<object, number>();
  const numberOf = (value: object): number => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  };
  return ({ pod, targetPort, mode, enforcement }) =>
    [
      refKey(pod.workload),
      targetPort,
      mode,
      enforcement,
      proxyShape(pod),
      pod.hostNetwork,
      tlsModeLabel(pod) === "istio",
      acceptsHbone(pod),
      promisesHboneInVain(pod),
      numberOf(resolveServerMode(index, pod)),
      ...subsets.map(({ labels }) => selectorMatches(labels, pod.labels)),
    ].join("/");
}

/**
 * Ports that callers reach by pod address: those that a workload policy makes an exception of, and all that
 * the pods list where the service declares none. Each is given a place of its own, number 0, which no
 * policy and no rule can name.
 */
function dialledPorts(index: MeshIndex, service: Service) {
  const byPort = groupBy(
    index
      .podsOf(service)
      .flatMap((pod) =>
        [...new Set(addressedPorts(index, service, pod))].map((port) =>
          resolveDialledPort(index, service, pod, port),
        ),
      ),
    ({ targetPort }) => targetPort,
  );
  return [...byPort]
    .sort(([a], [b]) => a - b)
    .map(([targetPort, pods]) => {
      const servicePort = standIn(targetPort);
      const dialled = { ...service, ports: [servicePort] };
      return { servicePort, pods, service: dialled, declared: false };
    });
}

function addressedPorts(
  index: MeshIndex,
  service: Service,
  pod: Pod,
): readonly number[] {
  // Legacy policies name service ports, so they make no exceptions elsewhere.
  if (service.ports.length > 0) {
    if (index.legacyPolicies !== null) return [];
    const declared = new Set(
      servedPorts(index, pod).map(({ targetPort }) => targetPort),
    );
    const excepted = [...resolveServerMode(index, pod).ports.keys()];
    return excepted.filter((port) => !declared.has(port));
  }
  const listed = pod.containerPorts.map(({ port }) => port);
  return listed.length > 0 ? listed : [UNLISTED_PORT];
}

function standIn(targetPort: number): ServicePort {
  return {
    name: "",
    port: UNLISTED_PORT,
    targetPort,
    protocol: "TCP",
    appProtocol: "",
  };
}

const MAX_EXAMPLES = 3;

/** A pod for each of the first answers that differ, without repeats. */
function examples(
  index: MeshIndex,
  { groups }: ServiceClients,
  told: readonly ClientExplanation[],
): Pod[] {
  const pods = new Set<Pod>();
  for (const { kind, namespaces, labels } of told) {
    if (kind !== "sidecar" || pods.size === MAX_EXAMPLES) continue;
    const group = groups.find(({ ordinary, namespace }) =>
      namespaces.length === 0 ? ordinary : namespaces.includes(namespace),
    );
    const pod = group && exampleClient(index, { ...group, labels });
    if (pod) pods.add(pod);
  }
  return [...pods];
}
