import { hashOf } from "@/lib/simulator/random";
import type {
  Scenario,
  ScenarioOptions,
} from "@/lib/simulator/scenarios/scenario";
import type { SeedObject } from "@/lib/simulator/store";
import type { Flow } from "@/lib/simulator/traffic/flow";
import { aMeta } from "./meta";
import {
  aDestinationRule,
  aLegacyPolicy,
  aPeerAuthentication,
  type DestinationRuleOptions,
  type LegacyPolicyOptions,
  type PeerAuthenticationOptions,
} from "./policy";
import {
  anAddressSlice,
  anEndpointSlice,
  aService,
  clusterIp,
  podIpOf,
  type ServiceOptions,
} from "./service";
import { aWorkload, type WorkloadOptions } from "./workload";

export interface NamespaceOptions {
  /** Labelled `istio-injection: enabled`; its workloads get sidecars unless they say otherwise. */
  readonly injected?: boolean;
  /** Labelled `istio.io/dataplane-mode: ambient`; ztunnel takes its pods unless they say otherwise. */
  readonly ambient?: boolean;
  /** false = no Prometheus scrapes its proxies. */
  readonly scraped?: boolean;
  readonly labels?: Record<string, string>;
  readonly ageDays?: number;
}

export type PlacedWorkload = Omit<
  WorkloadOptions,
  "nodes" | "injected" | "podIp" | "istioVersion"
> & {
  readonly injected?: boolean;
};

/** Collects the objects and flows of a scenario, and keeps what later objects need to know of earlier ones. */
export class Cluster {
  private readonly objects: SeedObject[] = [];
  private readonly flows: Flow[] = [];
  private readonly injected = new Set<string>();
  private readonly ambient = new Set<string>();
  private readonly unscraped: string[] = [];
  /** Addresses by name. */
  private readonly nodes = new Map<string, string>();
  private readonly nodeNames: string[] = [];
  private readonly addresses = new Set<string>();
  private readonly clusterIps = new Set<string>();
  private readonly pods = new Map<string, SeedObject[]>();

  /** @param istioVersion of the sidecars */
  constructor(
    private readonly options: ScenarioOptions,
    private readonly istioVersion = "1.24.2",
  ) {}

  addNodes(count: number): void {
    for (let index = 1; index <= count; index += 1) {
      const name = `node-${index}`;
      const address = nodeAddress(index);
      this.nodes.set(name, address);
      this.nodeNames.push(name);
      this.objects.push({
        apiVersion: "v1",
        kind: "Node",
        metadata: aMeta(this.options, "Node", undefined, name, {
          labels: {
            "kubernetes.io/hostname": name,
            "kubernetes.io/os": "linux",
          },
          ageDays: 60,
          manager: "kubelet",
        }),
        spec: {
          podCIDR: `${podPrefix(name)}0/24`,
          podCIDRs: [`${podPrefix(name)}0/24`],
        },
        status: {
          addresses: [
            { type: "InternalIP", address },
            { type: "Hostname", address: name },
          ],
          conditions: [{ type: "Ready", status: "True" }],
          nodeInfo: { kubeletVersion: "v1.31.4", osImage: "Linux" },
        },
      });
    }
  }

  addNamespace(name: string, namespace: NamespaceOptions = {}): void {
    if (namespace.injected === true) {
      this.injected.add(name);
    }
    if (namespace.ambient === true) {
      this.ambient.add(name);
    }
    if (namespace.scraped === false) {
      this.unscraped.push(name);
    }
    const ageDays = namespace.ageDays ?? 45;
    this.objects.push({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: aMeta(this.options, "Namespace", undefined, name, {
        ageDays,
        labels: {
          "kubernetes.io/metadata.name": name,
          ...(namespace.injected === true
            ? { "istio-injection": "enabled" }
            : {}),
          ...(namespace.ambient === true
            ? { "istio.io/dataplane-mode": "ambient" }
            : {}),
          ...namespace.labels,
        },
      }),
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    });
  }

  addWorkload(workload: PlacedWorkload): void {
    const { namespace } = workload;
    const injected = workload.injected ?? this.injected.has(namespace);
    const made = aWorkload(this.options, {
      ...(this.isTakenByZtunnel(workload, injected)
        ? { redirection: "enabled" }
        : {}),
      ...workload,
      injected,
      nodes: this.nodeNames,
      istioVersion: this.istioVersion,
      podIp: (podName, node) =>
        workload.hostNetwork === true
          ? (this.nodes.get(node) ?? "")
          : this.freeAddress(`${namespace}/${podName}`, node),
    });
    this.objects.push(...made);
    const pods = this.pods.get(namespace) ?? [];
    this.pods.set(namespace, pods);
    pods.push(...made.filter(({ kind }) => kind === "Pod"));
  }

  /** Intent; what a workload says of its own `redirection` is state, and counts for itself (semantics A6). */
  private isTakenByZtunnel(
    { namespace, podLabels, hostNetwork }: PlacedWorkload,
    injected: boolean,
  ): boolean {
    return (
      this.ambient.has(namespace) &&
      !injected &&
      hostNetwork !== true &&
      podLabels?.["istio.io/dataplane-mode"] !== "none"
    );
  }

  /** Its EndpointSlice lists the matching pods added so far, so add workloads first. */
  addService(service: ServiceOptions, addresses?: readonly string[]): void {
    this.objects.push(
      aService(this.options, service, this.freeClusterIp(service)),
    );
    const { selector } = service;
    if (addresses !== undefined) {
      this.objects.push(anAddressSlice(this.options, service, addresses));
    } else if (selector !== null && service.externalName === undefined) {
      const pods = (this.pods.get(service.namespace) ?? []).filter((pod) =>
        Object.entries(selector).every(
          ([key, value]) => pod.metadata.labels?.[key] === value,
        ),
      );
      this.objects.push(anEndpointSlice(this.options, service, pods));
    }
  }

  addPeerAuthentication(policy: PeerAuthenticationOptions): void {
    this.objects.push(aPeerAuthentication(this.options, policy));
  }

  addLegacyPolicy(policy: LegacyPolicyOptions): void {
    this.objects.push(aLegacyPolicy(this.options, policy));
  }

  addDestinationRule(rule: DestinationRuleOptions): void {
    this.objects.push(aDestinationRule(this.options, rule));
  }

  /** Any other object, with metadata made for it. */
  addObject(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
    body: Record<string, unknown>,
    ageDays = 40,
  ): void {
    this.objects.push({
      ...body,
      apiVersion,
      kind,
      metadata: aMeta(this.options, kind, namespace, name, { ageDays }),
    });
  }

  addFlow(flow: Flow): void {
    this.flows.push(flow);
  }

  /** The address that a pod of a Deployment with one replica has, for another to take over. */
  addressOf(namespace: string, workload: string): string {
    const pod = (this.pods.get(namespace) ?? []).find(
      ({ metadata }) => metadata.labels?.app === workload,
    );
    if (pod === undefined) {
      throw new Error(`no pod of ${namespace}/${workload} so far`);
    }
    return podIpOf(pod);
  }

  private freeClusterIp({ namespace, name }: ServiceOptions): string {
    for (let tries = 0; ; tries += 1) {
      const address = clusterIp(
        `${this.options.seed}|${namespace}/${name}${tries === 0 ? "" : `|${tries}`}`,
      );
      if (!this.clusterIps.has(address)) {
        this.clusterIps.add(address);
        return address;
      }
    }
  }

  /** Of the node's range, and from the name, so that a scenario that grows moves hardly any other pod. */
  private freeAddress(identity: string, node: string): string {
    for (let tries = 0; tries < 10_000; tries += 1) {
      const hash = hashOf(`${this.options.seed}|${identity}|ip|${tries}`);
      // The first address is the node's own bridge.
      const address = `${podPrefix(node)}${2 + (hash % 252)}`;
      if (!this.addresses.has(address)) {
        this.addresses.add(address);
        return address;
      }
    }
    throw new Error(`the addresses of ${node} are used up`);
  }

  /** Without a word about it, everything of today is served, and nothing of the old policy API. */
  scenario(
    name: string,
    absentGroups: readonly string[] = ["authentication.istio.io"],
  ): Scenario {
    return {
      name,
      absentGroups,
      objects: this.objects,
      flows: this.flows,
      unscrapedNamespaces: this.unscraped,
    };
  }
}

/** "node-3" → "10.244.3.", of a /24; the 256th has the first of the next range. */
function podPrefix(node: string): string {
  const index = Number(node.replace(/^node-/, ""));
  return `10.${244 + Math.floor(index / 256)}.${index % 256}.`;
}

/** 1 → "192.168.10.11" */
function nodeAddress(index: number): string {
  const place = index + 10;
  return `192.168.${10 + Math.floor(place / 256)}.${place % 256}`;
}
