import type { WantedResource } from "./discovery";
import {
  projectEndpointSlice,
  projectNamespace,
  projectNode,
  projectService,
} from "./normalize-core";
import { projectIngress, projectIngressClass } from "./normalize-ingress";
import {
  projectAuthorizationPolicy,
  projectDestinationRule,
  projectPeerAuthentication,
} from "./normalize-istio";
import { legacyProjector } from "./normalize-legacy";
import { monitorProjector } from "./normalize-monitor";
import {
  projectApiService,
  projectCronJob,
  projectCustomResourceDefinition,
  webhookProjector,
} from "./normalize-optional";
import { projectPod } from "./normalize-pod";
import { projectSidecar } from "./normalize-sidecar";
import { projectTelemetry } from "./normalize-telemetry";
import { projectWorkloadEntry } from "./normalize-workload-entry";
import { projectOwner } from "./owner";
import type { Project } from "./projection";

/** One kind we read, and how. */
export interface ResourceKind<T> extends WantedResource {
  /** As the reader knows it, e.g. "PeerAuthentications". */
  readonly what: string;
  readonly namespaced: boolean;
  readonly metadataOnly: boolean;
  /** true where we never write: a mere new resourceVersion is then no change. */
  readonly ignoreVersion: boolean;
  /** true where the mesh is whole without it: a server that lacks the kind has none of it, and nothing is said. */
  readonly optional: boolean;
  /** One sentence for the reader when the kind is not served. */
  readonly whenAbsent: string;
  /** Objects per page where the usual number of them would be too much at once; null = the usual. */
  readonly pageSize: number | null;
  readonly project: Project<T>;
}

function kind<T>(
  what: string,
  wanted: WantedResource,
  project: Project<T>,
  options: Partial<
    Pick<
      ResourceKind<T>,
      | "namespaced"
      | "metadataOnly"
      | "ignoreVersion"
      | "optional"
      | "whenAbsent"
      | "pageSize"
    >
  > = {},
): ResourceKind<T> {
  return {
    what,
    ...wanted,
    namespaced: true,
    metadataOnly: false,
    ignoreVersion: true,
    optional: false,
    whenAbsent: "Install Istio, or check that this is the right cluster.",
    pageSize: null,
    ...options,
    project,
  };
}

const core = (plural: string) => ({ group: "", versions: ["v1"], plural });

const istioSecurity = (plural: string) => ({
  group: "security.istio.io",
  versions: ["v1", "v1beta1"],
  plural,
});

const istioNetworking = (plural: string) => ({
  group: "networking.istio.io",
  versions: ["v1", "v1beta1", "v1alpha3"],
  plural,
});

const istioLegacy = (plural: string) => ({
  group: "authentication.istio.io",
  versions: ["v1alpha1"],
  plural,
});

const admission = (plural: string) => ({
  group: "admissionregistration.k8s.io",
  versions: ["v1", "v1beta1"],
  plural,
});

const ingress = (plural: string) => ({
  group: "networking.k8s.io",
  versions: ["v1", "v1beta1"],
  plural,
});

const monitoring = (plural: string) => ({
  group: "monitoring.coreos.com",
  versions: ["v1"],
  plural,
});

/** Each carries the schemas of all its versions: often 100 KB, now and then more than 1 MB. */
const DEFINITIONS_PER_PAGE = 20;

const SINCE_1_6 = "That is as it should be since Istio 1.6.";

/** Versions newest first (semantics C, "Versions to read"). */
export const RESOURCE_KINDS = {
  namespaces: kind("Namespaces", core("namespaces"), projectNamespace, {
    namespaced: false,
  }),
  services: kind("Services", core("services"), projectService),
  pods: kind("Pods", core("pods"), projectPod),
  replicaSets: kind(
    "ReplicaSets",
    { group: "apps", versions: ["v1"], plural: "replicasets" },
    projectOwner,
    { metadataOnly: true },
  ),
  jobs: kind(
    "Jobs",
    { group: "batch", versions: ["v1"], plural: "jobs" },
    projectOwner,
    { metadataOnly: true },
  ),
  endpointSlices: kind(
    "EndpointSlices",
    {
      group: "discovery.k8s.io",
      versions: ["v1", "v1beta1"],
      plural: "endpointslices",
    },
    projectEndpointSlice,
  ),
  peerAuthentications: kind(
    "PeerAuthentications",
    istioSecurity("peerauthentications"),
    projectPeerAuthentication,
    { ignoreVersion: false },
  ),
  destinationRules: kind(
    "DestinationRules",
    istioNetworking("destinationrules"),
    projectDestinationRule,
    { ignoreVersion: false },
  ),
  authorizationPolicies: kind(
    "AuthorizationPolicies",
    istioSecurity("authorizationpolicies"),
    projectAuthorizationPolicy,
    { ignoreVersion: false },
  ),
  legacyPolicies: kind(
    "legacy authentication Policies",
    istioLegacy("policies"),
    legacyProjector("Policy"),
    { ignoreVersion: false, whenAbsent: SINCE_1_6 },
  ),
  legacyMeshPolicies: kind(
    "legacy MeshPolicies",
    istioLegacy("meshpolicies"),
    legacyProjector("MeshPolicy"),
    { namespaced: false, ignoreVersion: false, whenAbsent: SINCE_1_6 },
  ),
  nodes: kind("Nodes", core("nodes"), projectNode, {
    namespaced: false,
    optional: true,
  }),
  telemetries: kind(
    "Telemetry resources",
    {
      group: "telemetry.istio.io",
      versions: ["v1", "v1alpha1"],
      plural: "telemetries",
    },
    projectTelemetry,
    { ignoreVersion: false, optional: true },
  ),
  cronJobs: kind(
    "CronJobs",
    { group: "batch", versions: ["v1", "v1beta1"], plural: "cronjobs" },
    projectCronJob,
    { optional: true },
  ),
  mutatingWebhooks: kind(
    "mutating webhooks",
    admission("mutatingwebhookconfigurations"),
    webhookProjector("MutatingWebhookConfiguration"),
    { namespaced: false, optional: true },
  ),
  validatingWebhooks: kind(
    "validating webhooks",
    admission("validatingwebhookconfigurations"),
    webhookProjector("ValidatingWebhookConfiguration"),
    { namespaced: false, optional: true },
  ),
  apiServices: kind(
    "APIServices",
    {
      group: "apiregistration.k8s.io",
      versions: ["v1"],
      plural: "apiservices",
    },
    projectApiService,
    { namespaced: false, optional: true },
  ),
  customResourceDefinitions: kind(
    "CustomResourceDefinitions",
    {
      group: "apiextensions.k8s.io",
      versions: ["v1", "v1beta1"],
      plural: "customresourcedefinitions",
    },
    projectCustomResourceDefinition,
    { namespaced: false, optional: true, pageSize: DEFINITIONS_PER_PAGE },
  ),
  ingresses: kind("Ingresses", ingress("ingresses"), projectIngress, {
    optional: true,
  }),
  ingressClasses: kind(
    "IngressClasses",
    ingress("ingressclasses"),
    projectIngressClass,
    { namespaced: false, optional: true },
  ),
  serviceMonitors: kind(
    "ServiceMonitors",
    monitoring("servicemonitors"),
    monitorProjector("ServiceMonitor"),
    { optional: true },
  ),
  podMonitors: kind(
    "PodMonitors",
    monitoring("podmonitors"),
    monitorProjector("PodMonitor"),
    { optional: true },
  ),
  workloadEntries: kind(
    "WorkloadEntries",
    istioNetworking("workloadentries"),
    projectWorkloadEntry,
    { optional: true },
  ),
  sidecars: kind("Sidecars", istioNetworking("sidecars"), projectSidecar, {
    optional: true,
  }),
} as const;

/** "security.istio.io/v1"; "v1" for the core group */
export function groupVersion(wanted: WantedResource, version: string): string {
  return wanted.group === "" ? version : `${wanted.group}/${version}`;
}

/** "peerauthentications.security.istio.io", as RBAC messages name a resource. */
export function resourceName(wanted: WantedResource): string {
  return wanted.group === ""
    ? wanted.plural
    : `${wanted.plural}.${wanted.group}`;
}

/** `namespace` null = all namespaces, or a cluster-scoped kind. */
export function listPath(
  wanted: WantedResource,
  version: string,
  namespace: string | null,
): string {
  const root = wanted.group === "" ? "/api" : "/apis";
  const place =
    namespace === null ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}/${groupVersion(wanted, version)}${place}/${wanted.plural}`;
}
