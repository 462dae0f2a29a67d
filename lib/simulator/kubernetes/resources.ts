/** One served resource: how Kubernetes names a kind on the wire. */
export interface ResourceDefinition {
  group: string;
  /** Preferred first; objects are stored once and served in each of these. */
  versions: readonly string[];
  kind: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  shortNames: readonly string[];
  /** A custom resource: other list shape, other verbs order, updates need a resourceVersion. */
  custom: boolean;
  /** Whether metadata.generation counts changes outside metadata and status. */
  generation: boolean;
  status: boolean;
  subresources: readonly string[];
}

type Overrides = Partial<
  Pick<
    ResourceDefinition,
    "namespaced" | "generation" | "status" | "subresources"
  >
>;

function core(
  group: string,
  kind: string,
  plural: string,
  shortNames: readonly string[],
  overrides: Overrides = {},
): ResourceDefinition {
  return {
    group,
    versions: ["v1"],
    kind,
    plural,
    singular: kind.toLowerCase(),
    namespaced: true,
    shortNames,
    custom: false,
    generation: false,
    status: true,
    subresources: [],
    ...overrides,
  };
}

function custom(
  group: string,
  versions: readonly string[],
  kind: string,
  plural: string,
  shortNames: readonly string[] = [],
  overrides: Overrides = {},
): ResourceDefinition {
  return {
    group,
    versions,
    kind,
    plural,
    singular: kind.toLowerCase(),
    namespaced: true,
    shortNames,
    custom: true,
    generation: true,
    status: true,
    subresources: [],
    ...overrides,
  };
}

const security = ["v1", "v1beta1"];
const networking = ["v1", "v1beta1", "v1alpha3"];
const counted: Overrides = { generation: true };
const plain: Overrides = { status: false };

/** Every kind the simulator can serve, in discovery order. */
export const resourceDefinitions: readonly ResourceDefinition[] = [
  core("", "ConfigMap", "configmaps", ["cm"], plain),
  core("", "Endpoints", "endpoints", ["ep"], plain),
  core("", "Namespace", "namespaces", ["ns"], { namespaced: false }),
  core("", "Node", "nodes", ["no"], { namespaced: false }),
  core("", "Pod", "pods", ["po"], { subresources: ["log"] }),
  core("", "Service", "services", ["svc"]),
  core(
    "apiextensions.k8s.io",
    "CustomResourceDefinition",
    "customresourcedefinitions",
    ["crd", "crds"],
    { ...counted, namespaced: false },
  ),
  core("apps", "DaemonSet", "daemonsets", ["ds"], counted),
  core("apps", "Deployment", "deployments", ["deploy"], counted),
  core("apps", "ReplicaSet", "replicasets", ["rs"], counted),
  core("apps", "StatefulSet", "statefulsets", ["sts"], counted),
  core("batch", "CronJob", "cronjobs", ["cj"], counted),
  core("batch", "Job", "jobs", [], counted),
  core("discovery.k8s.io", "EndpointSlice", "endpointslices", [], {
    ...counted,
    ...plain,
  }),
  custom("monitoring.coreos.com", ["v1"], "PodMonitor", "podmonitors", [
    "pmon",
  ]),
  custom("monitoring.coreos.com", ["v1"], "ServiceMonitor", "servicemonitors", [
    "smon",
  ]),
  custom(
    "networking.istio.io",
    networking,
    "DestinationRule",
    "destinationrules",
    ["dr"],
  ),
  custom("networking.istio.io", networking, "ServiceEntry", "serviceentries", [
    "se",
  ]),
  custom("networking.istio.io", networking, "Sidecar", "sidecars"),
  custom(
    "networking.istio.io",
    networking,
    "WorkloadEntry",
    "workloadentries",
    ["we"],
  ),
  core("networking.k8s.io", "Ingress", "ingresses", ["ing"], counted),
  core("networking.k8s.io", "IngressClass", "ingressclasses", [], {
    ...counted,
    ...plain,
    namespaced: false,
  }),
  custom(
    "security.istio.io",
    security,
    "AuthorizationPolicy",
    "authorizationpolicies",
    ["ap"],
  ),
  custom(
    "security.istio.io",
    security,
    "PeerAuthentication",
    "peerauthentications",
    ["pa"],
  ),
  custom(
    "security.istio.io",
    security,
    "RequestAuthentication",
    "requestauthentications",
    ["ra"],
  ),
  custom("telemetry.istio.io", ["v1", "v1alpha1"], "Telemetry", "telemetries", [
    "telemetry",
  ]),
  custom("authentication.istio.io", ["v1alpha1"], "Policy", "policies"),
  custom(
    "authentication.istio.io",
    ["v1alpha1"],
    "MeshPolicy",
    "meshpolicies",
    [],
    {
      namespaced: false,
    },
  ),
];

const legacyGroup = "authentication.istio.io";

/** A definition with only the versions that are served now. */
export function servedResources(options: {
  legacy?: boolean | undefined;
  absent?: ReadonlySet<string> | undefined;
}): ResourceDefinition[] {
  const absent = options.absent ?? new Set<string>();
  return resourceDefinitions
    .filter(
      (definition) =>
        definition.group !== legacyGroup || options.legacy === true,
    )
    .filter(
      (definition) =>
        !absent.has(definition.kind) && !absent.has(definition.group),
    )
    .map((definition) => ({
      ...definition,
      versions: definition.versions.filter(
        (version) => !absent.has(groupVersion(definition.group, version)),
      ),
    }))
    .filter((definition) => definition.versions.length > 0);
}

/** "v1" for the core group, else "group/version". */
export function groupVersion(group: string, version: string): string {
  return group === "" ? version : `${group}/${version}`;
}

/** "pods" for the core group, else "peerauthentications.security.istio.io". */
export function groupResource(group: string, resource: string): string {
  return group === "" ? resource : `${resource}.${group}`;
}
