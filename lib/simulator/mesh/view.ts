import type { ClientTlsMode, MutualTlsMode, PolicyMode } from "@/lib/mesh/mode";
import type { NodeView } from "./read-nodes";
import type { LoggingView } from "./telemetry-view";

/**
 * What the simulated data plane reads from the API server: the current objects, reduced. This is the
 * simulator's own reading of Istio's rules; the app has another, and the two must agree by law, not by code.
 */
export interface MeshView {
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly autoMtls: boolean;
  readonly pods: readonly PodView[];
  readonly podsByWorkload: ReadonlyMap<string, readonly PodView[]>;
  readonly podsByNamespace: ReadonlyMap<string, readonly PodView[]>;
  /** Keyed "namespace/name". */
  readonly services: ReadonlyMap<string, ServiceView>;
  readonly servicesByNamespace: ReadonlyMap<string, readonly ServiceView[]>;
  /** Per namespace, oldest first. */
  readonly policies: ReadonlyMap<string, readonly PolicyView[]>;
  /** null = the control plane is newer than Istio 1.5, and does not look at the old API. */
  readonly legacy: LegacyView | null;
  readonly rules: ReadonlyMap<string, readonly RuleView[]>;
  /** The ztunnel of each node, by the node's name. */
  readonly ztunnels: ReadonlyMap<string, PodView>;
  /** Running waypoint pods, keyed "namespace/name" of their Gateway. */
  readonly waypoints: ReadonlyMap<string, readonly PodView[]>;
  /** `istio.io/use-waypoint` of namespaces: what their services use that say nothing themselves. */
  readonly waypointOfNamespace: ReadonlyMap<string, string>;
  /** istiod's `PILOT_ENABLE_SENDING_HBONE`: sidecars use HBONE towards whoever takes it (semantics B5, note 3). */
  readonly sidecarsSendHbone: boolean;
  readonly logging: LoggingView;
  /** By name. */
  readonly nodes: ReadonlyMap<string, NodeView>;
}

/** What a proxy's log needs to know of the mesh as it was when a call was made. */
export type PlaceView = Pick<
  MeshView,
  "rootNamespace" | "trustDomain" | "nodes" | "policies" | "pods"
>;

export interface PodView {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly ip: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The Deployment, StatefulSet, DaemonSet or Job that owns it; its own name without one. */
  readonly workload: string;
  readonly serviceAccount: string;
  readonly hasProxy: boolean;
  /** The label clients go by: `security.istio.io/tlsMode: istio`. */
  readonly announcesMtls: boolean;
  readonly isGateway: boolean;
  /** Name of the Gateway this pod is a waypoint of. */
  readonly waypointName: string | null;
  readonly nodeName: string;
  readonly hostNetwork: boolean;
  /** State, not intent: the node agent has put the node's ztunnel in front of this pod (semantics A6). */
  readonly inAmbient: boolean;
  /** Reached through HBONE: a pod in ambient, or a sidecar injected with the tunnel label (semantics B5, note 4). */
  readonly takesHbone: boolean;
  readonly excludedInboundPorts: Pick<ReadonlySet<number>, "has">;
  /** Container ports by name. */
  readonly namedPorts: ReadonlyMap<string, number>;
  readonly running: boolean;
  readonly createdMs: number;
}

export interface ServiceView {
  readonly namespace: string;
  readonly name: string;
  readonly createdMs: number;
  /** null = no selector */
  readonly selector: Readonly<Record<string, string>> | null;
  /** null = headless, or ExternalName */
  readonly clusterIp: string | null;
  readonly headless: boolean;
  /** "name.namespace.svc.cluster.local" of an ExternalName service's target. */
  readonly externalName: string | null;
  /** Its own `istio.io/use-waypoint`; null = it says nothing. */
  readonly useWaypoint: string | null;
  readonly ports: readonly {
    readonly name: string;
    readonly port: number;
    readonly targetPort: number | string;
  }[];
}

export interface PolicyView {
  readonly name: string;
  readonly namespace: string;
  readonly createdMs: number;
  /** false = no `selector` at all, which ztunnel tells from an empty one (semantics A6.1). */
  readonly hasSelector: boolean;
  /** Empty = the whole namespace. */
  readonly selector: Readonly<Record<string, string>>;
  readonly mode: PolicyMode;
  readonly ports: ReadonlyMap<number, PolicyMode>;
}

/** `authentication.istio.io/v1alpha1`, as Istio 1.4 and 1.5 obey it. */
export interface LegacyView {
  /** 1.5 knows both APIs; 1.4 only the old one. */
  readonly readsPeerAuthentications: boolean;
  /** Of the MeshPolicy `default`; null = there is none. */
  readonly meshMode: MutualTlsMode | null;
  /** Oldest first. */
  readonly policies: readonly LegacyPolicyView[];
}

export interface LegacyPolicyView {
  readonly name: string;
  readonly namespace: string;
  readonly createdMs: number;
  /** Empty = the whole namespace. Ports are Service ports, by number or name; none = all. */
  readonly targets: readonly {
    readonly name: string;
    readonly ports: readonly (number | string)[];
  }[];
  readonly mode: MutualTlsMode;
}

export interface RuleView {
  readonly name: string;
  readonly namespace: string;
  readonly createdMs: number;
  readonly host: string;
  readonly exportTo: readonly string[];
  readonly workloadSelector: Readonly<Record<string, string>> | null;
  /** null = no trafficPolicy at all */
  readonly trafficPolicy: RulePolicy | null;
}

export interface RulePolicy {
  readonly tls: ClientTlsMode | null;
  readonly ports: ReadonlyMap<number, ClientTlsMode | null>;
  readonly passthrough: boolean;
}

export function workloadKey(namespace: string, workload: string): string {
  return `${namespace}/${workload}`;
}

export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, it]) => labels[key] === it);
}
