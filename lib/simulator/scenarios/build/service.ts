import { hashOf, suffixOf } from "@/lib/simulator/random";
import type { ScenarioOptions } from "@/lib/simulator/scenarios/scenario";
import type { SeedObject } from "@/lib/simulator/store";
import { aMeta } from "./meta";

export interface ServiceOptions {
  readonly namespace: string;
  readonly name: string;
  /** null = none: endpoints are given by hand. */
  readonly selector: Record<string, string> | null;
  readonly ports: readonly {
    readonly name: string;
    readonly port: number;
    readonly targetPort: number | string;
    readonly appProtocol?: string;
    readonly nodePort?: number;
  }[];
  readonly headless?: boolean;
  readonly externalName?: string;
  readonly type?: "ClusterIP" | "NodePort" | "LoadBalancer";
  readonly labels?: Record<string, string>;
  readonly ageDays?: number;
}

export function aService(
  options: ScenarioOptions,
  service: ServiceOptions,
  address: string,
): SeedObject {
  const { namespace, name, ports, selector } = service;
  const metadata = aMeta(options, "Service", namespace, name, {
    ...(service.labels === undefined ? {} : { labels: service.labels }),
    ...(service.ageDays === undefined ? {} : { ageDays: service.ageDays }),
  });
  if (service.externalName !== undefined) {
    return {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { type: "ExternalName", externalName: service.externalName },
    };
  }
  const clusterIP = service.headless === true ? "None" : address;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata,
    spec: {
      type: service.type ?? "ClusterIP",
      clusterIP,
      clusterIPs: [clusterIP],
      ...(selector === null ? {} : { selector }),
      ports: ports.map((port) => ({ ...port, protocol: "TCP" })),
    },
    status: { loadBalancer: {} },
  };
}

/** The slice that Kubernetes would keep for a service over these pods. */
export function anEndpointSlice(
  options: ScenarioOptions,
  service: ServiceOptions,
  pods: readonly SeedObject[],
): SeedObject {
  return aSlice(
    options,
    service,
    pods.map((pod) => ({
      addresses: [podIpOf(pod)],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: nodeNameOf(pod),
      targetRef: {
        kind: "Pod",
        namespace: service.namespace,
        name: pod.metadata.name,
        uid: pod.metadata.uid ?? "",
      },
    })),
  );
}

/** Endpoints that no pod stands behind, e.g. a virtual machine. */
export function anAddressSlice(
  options: ScenarioOptions,
  service: ServiceOptions,
  addresses: readonly string[],
): SeedObject {
  return aSlice(
    options,
    service,
    addresses.map((address) => ({
      addresses: [address],
      conditions: { ready: true, serving: true, terminating: false },
    })),
  );
}

function aSlice(
  options: ScenarioOptions,
  service: ServiceOptions,
  endpoints: readonly object[],
): SeedObject {
  const { namespace, name, ports } = service;
  const sliceName = `${name}-${suffixOf(`${options.seed}|${namespace}/${name}|slice`, 5)}`;
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: aMeta(options, "EndpointSlice", namespace, sliceName, {
      labels: {
        "kubernetes.io/service-name": name,
        "endpointslice.kubernetes.io/managed-by":
          "endpointslice-controller.k8s.io",
      },
      manager: "kube-controller-manager",
    }),
    addressType: "IPv4",
    endpoints,
    ports: ports.map((port) => ({
      name: port.name,
      port: typeof port.targetPort === "number" ? port.targetPort : port.port,
      protocol: "TCP",
    })),
  };
}

export function podIpOf(pod: SeedObject): string {
  const status = pod.status;
  return typeof status === "object" &&
    status !== null &&
    "podIP" in status &&
    typeof status.podIP === "string"
    ? status.podIP
    : "";
}

function nodeNameOf(pod: SeedObject): string {
  const spec = pod.spec;
  return typeof spec === "object" &&
    spec !== null &&
    "nodeName" in spec &&
    typeof spec.nodeName === "string"
    ? spec.nodeName
    : "";
}

/** One of the 64,000 that the cluster has; two may be given the same. */
export function clusterIp(identity: string): string {
  const hash = hashOf(`${identity}|clusterIP`);
  return `10.96.${(hash >>> 8) % 256}.${((hash >>> 16) % 254) + 1}`;
}
