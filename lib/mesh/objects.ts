/**
 * The Kubernetes and Istio objects the law reads, reduced to the fields it needs.
 * They are values: made once at the border (`lib/kubernetes/normalize`), never changed afterwards.
 */
import type { AccessLogSettings } from "./access-log-settings";
import type { Ingress, IngressClass } from "./ingress";
import type { MetricsMonitor } from "./metrics-monitor";
import type { ClientTlsMode, PolicyMode } from "./mode";
import type { SidecarResource } from "./sidecar-resource";
import type { MetricsProvider, TelemetryResource } from "./telemetry-resource";
import type { WorkloadEntry } from "./workload-entry";

export type Labels = Readonly<Record<string, string>>;

/** Names one object of the cluster. `namespace` is empty for cluster-scoped kinds. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface ObjectMeta {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  /** RFC 3339 with one-second grain, or null where the object carries none (it then sorts first). */
  readonly createdAt: string | null;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** The GitOps tool that applied it, by its name; missing = none is recorded, or it is no kind that we write. */
  readonly appliedBy?: string;
}

export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
}

export interface PeerAuthentication extends ObjectMeta {
  /** null = `selector` absent; `{}` = present without labels. Ambient tells them apart (semantics A6.1). */
  readonly selector: Labels | null;
  readonly mode: PolicyMode;
  /** Keyed by workload port, as the API's JSON map: "8080" → mode. */
  readonly portLevelMtls: Readonly<Record<string, PolicyMode>>;
}

export interface TrafficPolicy {
  /** null = no `tls` block at all; a block without mode is DISABLE (semantics B4). */
  readonly tls: ClientTlsMode | null;
  /** Keyed by service port number. */
  readonly portLevelSettings: readonly {
    readonly port: number;
    readonly tls: ClientTlsMode | null;
  }[];
  /** `loadBalancer.simple: PASSTHROUGH` */
  readonly passthrough: boolean;
}

export interface DestinationRule extends ObjectMeta {
  readonly host: string;
  readonly exportTo: readonly string[];
  readonly workloadSelector: Labels | null;
  readonly trafficPolicy: TrafficPolicy | null;
  readonly subsets: readonly {
    readonly name: string;
    readonly labels: Labels;
    readonly trafficPolicy: TrafficPolicy | null;
  }[];
}

/** `authentication.istio.io/v1alpha1` Policy (namespaced) and MeshPolicy (namespace ""), Istio ≤ 1.5. */
export interface LegacyPolicy extends ObjectMeta {
  readonly kind: "Policy" | "MeshPolicy";
  readonly targets: readonly {
    readonly name: string;
    /** Service ports, by number or name. */
    readonly ports: readonly (number | string)[];
  }[];
  /** The first `mtls` peer; null = no peer of that kind. */
  readonly mtls: {
    readonly mode: "STRICT" | "PERMISSIVE";
    readonly allowTls: boolean;
  } | null;
  readonly peerIsOptional: boolean;
  /** It also checks end users (`origins`); a policy that replaces it would end that. */
  readonly checksOrigins?: boolean;
}

/** Only what a verdict needs: which AuthorizationPolicies depend on the caller's identity. */
export interface AuthorizationPolicy extends ObjectMeta {
  readonly selector: Labels | null;
  readonly action: string;
  readonly needsIdentity: boolean;
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  /** A number, or a container port's name that each pod resolves for itself. */
  readonly targetPort: number | string;
  /** "TCP", "UDP" or "SCTP" */
  readonly protocol: string;
  /** The application protocol Istio derives from `appProtocol` or the port name; "" = undeclared. */
  readonly appProtocol: string;
}

export interface Service extends ObjectMeta {
  readonly type: string;
  readonly headless: boolean;
  /** null = no selector: endpoints come from EndpointSlices. */
  readonly selector: Labels | null;
  readonly externalName: string | null;
  readonly ports: readonly ServicePort[];
  /** Addresses of load balancers in front of it, and its external IPs; missing = none. */
  readonly outerAddresses?: readonly string[];
}

export interface ContainerPort {
  readonly name: string;
  readonly port: number;
}

export interface Pod extends ObjectMeta {
  readonly ip: string | null;
  /** Further addresses of a pod with two families; missing = none. */
  readonly moreIps?: readonly string[];
  readonly nodeName: string;
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  /** "Running", "Pending", "Succeeded", "Failed" or "Unknown" */
  readonly phase: string;
  readonly ready: boolean;
  /** The controller that rolls this pod, with a ReplicaSet replaced by its Deployment; the pod itself where it has none. */
  readonly workload: ObjectRef;
  readonly containerPorts: readonly ContainerPort[];
  /** Names of `containers` and of init containers with `restartPolicy: Always`. */
  readonly longRunningContainers: readonly string[];
  /** Probes that the kubelet sends over the network to other containers than the proxy; missing = none. */
  readonly probes?: readonly NetworkProbe[];
  /** Unix seconds; of a pod that waited for a node: it had no address before. Missing = since it was made. */
  readonly startedAtS?: number;
  /** Unix seconds, of a finished pod; missing = it runs, or nobody knows. */
  readonly finishedAtS?: number;
}

export interface NetworkProbe {
  readonly by: "http" | "tcp" | "grpc";
  /** A container port, names already looked up; null = a name that no container has. */
  readonly port: number | null;
}

/** What a CronJob will run; its pods mostly do not exist. */
export interface CronJob {
  readonly namespace: string;
  readonly name: string;
  readonly suspended: boolean;
  /** RFC 3339; null = it never ran. */
  readonly lastRunAt: string | null;
  readonly template: {
    readonly labels: Labels;
    readonly annotations: Labels;
    readonly hostNetwork: boolean;
  };
}

/** A service that the API server calls itself, in TLS of its own: for a webhook, an APIService or a CRD's conversion. */
export interface ApiServerCallee {
  readonly service: {
    readonly namespace: string;
    readonly name: string;
    /** Of the service, not of its pods. */
    readonly port: number;
  };
  readonly by: ObjectRef;
}

/** What was read of a kind without which a mesh can still be judged. */
export interface OptionalKind<T> {
  /** false = some of it could not be read; what is missing here may exist. */
  readonly complete: boolean;
  /** Where not; missing = maybe anywhere. */
  readonly unreadIn?: readonly string[];
  readonly items: readonly T[];
}

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly ready: boolean;
  /** The pod behind this endpoint, in the slice's namespace; null for plain addresses. */
  readonly podName: string | null;
}

export interface EndpointSlice extends ObjectMeta {
  readonly serviceName: string;
  readonly ports: readonly {
    readonly name: string;
    readonly port: number | null;
  }[];
  readonly endpoints: readonly Endpoint[];
}

export interface MeshConfig {
  readonly rootNamespace: string;
  readonly enableAutoMtls: boolean;
  readonly trustDomain: string;
  /** Further trust domains whose certificates are accepted; missing = none. */
  readonly trustDomainAliases?: readonly string[];
  /** DNS suffix of services, "cluster.local" unless told otherwise. */
  readonly clusterDomain: string;
  /** Empty = `*` */
  readonly defaultDestinationRuleExportTo: readonly string[];
  /**
   * True where the control plane is Istio 1.5 or older and obeys Policy and MeshPolicy (semantics C).
   * Newer ones ignore what is left of them, and nothing in the objects themselves tells which it is:
   * "unknown" where the control plane does not say, and the modes they would decide are not known.
   */
  readonly enforcesLegacyPolicies?: boolean | "unknown";
  /**
   * True where every control plane lets sidecars reach ambient pods through HBONE (semantics B5, note 3),
   * false where none does. Missing = "unknown": nobody is then taken to have an identity there, and nobody
   * is said to fail for want of one.
   */
  readonly sidecarsSendHbone?: boolean | "unknown";
  /** The API server has no PeerAuthentication, so a policy can only be written as a legacy one. */
  readonly lacksPeerAuthentication?: boolean;
  /** What it says about access logs; missing = nothing, and then Istio writes none. */
  readonly accessLog?: AccessLogSettings;
  /** Those of `extensionProviders` that say what they are, in their order; missing = none does. */
  readonly metricsProviders?: readonly MetricsProvider[];
  /** Who counts where no Telemetry resource chooses (`defaultProviders.metrics`); missing = it does not say. */
  readonly defaultMetricsProviders?: readonly string[];
}

/** A machine of the cluster, as far as it can stand in a log. */
export interface ClusterNode {
  readonly name: string;
  /** Its own, of every type that is an IP address. */
  readonly addresses: readonly string[];
  /** Where its pods get theirs from, e.g. "10.244.1.0/24"; empty where the network plugin keeps that to itself. */
  readonly podRanges: readonly string[];
}

/** Everything the law reads about one cluster at one moment. Order of the lists carries no meaning. */
export interface Inventory {
  readonly meshConfig: MeshConfig;
  readonly namespaces: readonly Namespace[];
  readonly services: readonly Service[];
  readonly pods: readonly Pod[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly peerAuthentications: readonly PeerAuthentication[];
  readonly destinationRules: readonly DestinationRule[];
  readonly authorizationPolicies: readonly AuthorizationPolicy[];
  readonly legacyPolicies: readonly LegacyPolicy[];
  /** Missing = not read at all. */
  readonly nodes?: OptionalKind<ClusterNode>;
  /** Missing = not read at all. */
  readonly telemetries?: OptionalKind<TelemetryResource>;
  /** Missing = not read at all. */
  readonly cronJobs?: OptionalKind<CronJob>;
  /** Missing = not read at all. */
  readonly apiServerCallees?: OptionalKind<ApiServerCallee>;
  /** Missing = not read at all. */
  readonly ingresses?: OptionalKind<Ingress>;
  /** Missing = not read at all; their names alone then stand for them. */
  readonly ingressClasses?: OptionalKind<IngressClass>;
  /** ServiceMonitors and PodMonitors. Missing = not read at all. */
  readonly metricsMonitors?: OptionalKind<MetricsMonitor>;
  /** Missing = not read at all. */
  readonly workloadEntries?: OptionalKind<WorkloadEntry>;
  /** Missing = not read at all. */
  readonly sidecars?: OptionalKind<SidecarResource>;
}

/** Istio's defaults where its ConfigMap says nothing (mesh.proto; enableAutoMtls defaults to true since 1.5). */
export const DEFAULT_MESH_CONFIG: MeshConfig = {
  rootNamespace: "istio-system",
  enableAutoMtls: true,
  trustDomain: "cluster.local",
  clusterDomain: "cluster.local",
  defaultDestinationRuleExportTo: [],
};
