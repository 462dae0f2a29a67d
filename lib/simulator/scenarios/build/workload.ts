import { hashOf, suffixOf } from "@/lib/simulator/random";
import type { ScenarioOptions } from "@/lib/simulator/scenarios/scenario";
import type { SeedObject } from "@/lib/simulator/store";
import { aMeta } from "./meta";

export interface WorkloadOptions {
  readonly kind?: "Deployment" | "StatefulSet" | "DaemonSet";
  readonly namespace: string;
  readonly name: string;
  /** The `app` label; the name where not given. */
  readonly app?: string;
  readonly version?: string;
  readonly image?: string;
  readonly replicas?: number;
  readonly ports?: readonly { readonly name?: string; readonly port: number }[];
  /** Whether its pods have a sidecar. */
  readonly injected: boolean;
  readonly istioVersion: string;
  readonly serviceAccount?: string;
  readonly podLabels?: Record<string, string>;
  readonly podAnnotations?: Record<string, string>;
  /** What the node agent writes on a pod's annotation: "enabled" = ztunnel is in front of it (semantics A6). */
  readonly redirection?: "enabled" | "pending";
  /** A pod that is nothing but a proxy: a gateway or a waypoint. */
  readonly proxyOnly?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly ageDays?: number;
  /** Where its pods run; the first is node 0. */
  readonly nodes: readonly string[];
  readonly hostNetwork?: boolean;
  /** An address no other pod has. */
  readonly podIp: (podName: string) => string;
}

/**
 * A workload with everything Kubernetes and the injector derive from it: a Deployment with its
 * ReplicaSet and pods, a StatefulSet or DaemonSet with its pods.
 */
export function aWorkload(
  options: ScenarioOptions,
  workload: WorkloadOptions,
): SeedObject[] {
  const { namespace, name, nodes } = workload;
  const kind = workload.kind ?? "Deployment";
  const replicas =
    kind === "DaemonSet" ? nodes.length : (workload.replicas ?? 1);
  const selector = { app: workload.app ?? name };
  const more =
    workload.ageDays === undefined ? {} : { ageDays: workload.ageDays };
  const hash = suffixOf(`${options.seed}|${namespace}/${name}`, 9);
  const owned = kind === "Deployment" ? `${name}-${hash}` : name;
  const template = templateOf(workload);
  const controller: SeedObject = {
    apiVersion: "apps/v1",
    kind,
    metadata: aMeta(options, kind, namespace, name, {
      ...more,
      labels: selector,
    }),
    spec: { replicas, selector: { matchLabels: selector }, template },
    status: { replicas, readyReplicas: replicas, availableReplicas: replicas },
  };
  const objects = [controller];
  const ownerKind = kind === "Deployment" ? "ReplicaSet" : kind;
  if (kind === "Deployment") {
    objects.push(aReplicaSet(options, workload, controller, owned, hash));
  }
  const ownerUid = objects.at(-1)?.metadata.uid ?? "";
  for (let index = 0; index < replicas; index += 1) {
    objects.push(
      aPod(options, workload, {
        podName:
          kind === "StatefulSet"
            ? `${name}-${index}`
            : `${owned}-${suffixOf(`${options.seed}|${namespace}/${name}/${index}`, 5)}`,
        owner: { kind: ownerKind, name: owned, uid: ownerUid },
        hash: kind === "Deployment" ? hash : null,
        node: nodes[placeOf(kind, nodes, `${namespace}/${name}`, index)] ?? "",
      }),
    );
  }
  return objects;
}

/** A DaemonSet has one pod on each node. */
function placeOf(
  kind: WorkloadOptions["kind"],
  nodes: readonly string[],
  path: string,
  index: number,
): number {
  return kind === "DaemonSet"
    ? index
    : hashOf(`${path}/${index}`) % nodes.length;
}

function aReplicaSet(
  options: ScenarioOptions,
  { namespace, name, app, replicas = 1, ageDays }: WorkloadOptions,
  deployment: SeedObject,
  owned: string,
  hash: string,
): SeedObject {
  const labels = { app: app ?? name, "pod-template-hash": hash };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      ...aMeta(options, "ReplicaSet", namespace, owned, {
        ...(ageDays === undefined ? {} : { ageDays }),
        labels,
        manager: "kube-controller-manager",
      }),
      ownerReferences: [
        ownerReference("apps/v1", "Deployment", name, deployment.metadata.uid),
      ],
    },
    spec: { replicas, selector: { matchLabels: labels } },
    status: { replicas, readyReplicas: replicas, availableReplicas: replicas },
  };
}

interface PodIdentity {
  readonly podName: string;
  readonly owner: { kind: string; name: string; uid: string };
  readonly hash: string | null;
  readonly node: string;
}

function aPod(
  options: ScenarioOptions,
  workload: WorkloadOptions,
  { podName, owner, hash, node }: PodIdentity,
): SeedObject {
  const { namespace, ageDays } = workload;
  const template = templateOf(workload);
  const ip = workload.podIp(podName);
  const names = template.spec.containers.map((container) => container.name);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...aMeta(options, "Pod", namespace, podName, {
        ...(ageDays === undefined ? {} : { ageDays }),
        labels: {
          ...template.metadata.labels,
          ...(hash === null ? {} : { "pod-template-hash": hash }),
          ...(workload.injected
            ? {
                "security.istio.io/tlsMode": "istio",
                "service.istio.io/canonical-name":
                  workload.app ?? workload.name,
                "service.istio.io/canonical-revision":
                  workload.version ?? "latest",
              }
            : {}),
        },
        annotations: {
          ...template.metadata.annotations,
          ...(workload.redirection === undefined
            ? {}
            : { "ambient.istio.io/redirection": workload.redirection }),
          ...(workload.injected
            ? {
                "sidecar.istio.io/status":
                  '{"initContainers":["istio-init"],"containers":["istio-proxy"],"revision":"default"}',
              }
            : {}),
        },
        manager: "kubelet",
      }),
      ownerReferences: [
        ownerReference("apps/v1", owner.kind, owner.name, owner.uid),
      ],
    },
    spec: { ...template.spec, nodeName: node },
    status: {
      phase: "Running",
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [
        "Initialized",
        "Ready",
        "ContainersReady",
        "PodScheduled",
      ].map((type) => ({ type, status: "True" })),
      containerStatuses: names.map((name) => ({
        name,
        ready: true,
        started: true,
        restartCount: 0,
      })),
    },
  };
}

function templateOf(workload: WorkloadOptions) {
  const app = workload.app ?? workload.name;
  const application = {
    name: workload.name,
    image:
      workload.image ??
      `registry.example.com/${app}:${workload.version ?? "1.0"}`,
    ports: (workload.ports ?? []).map(({ name, port }) => ({
      ...(name === undefined ? {} : { name }),
      containerPort: port,
      protocol: "TCP",
    })),
    ...(workload.env === undefined
      ? {}
      : {
          env: Object.entries(workload.env).map(([name, value]) => ({
            name,
            value,
          })),
        }),
  };
  const proxy = {
    name: "istio-proxy",
    image: `docker.io/istio/proxyv2:${workload.istioVersion}`,
    ports: [{ name: "http-envoy-prom", containerPort: 15090, protocol: "TCP" }],
  };
  return {
    metadata: {
      labels: {
        app,
        ...(workload.version === undefined
          ? {}
          : { version: workload.version }),
        ...workload.podLabels,
      },
      annotations: workload.podAnnotations ?? {},
    },
    spec: {
      serviceAccountName: workload.serviceAccount ?? workload.name,
      ...(workload.hostNetwork === true ? { hostNetwork: true } : {}),
      containers: containersOf(workload, application, proxy),
    },
  };
}

function containersOf<T>(
  { injected, proxyOnly }: WorkloadOptions,
  application: T,
  proxy: T,
): T[] {
  if (proxyOnly === true) {
    return [proxy];
  }
  return injected ? [application, proxy] : [application];
}

function ownerReference(
  apiVersion: string,
  kind: string,
  name: string,
  uid: string | undefined,
) {
  return {
    apiVersion,
    kind,
    name,
    uid: uid ?? "",
    controller: true,
    blockOwnerDeletion: true,
  };
}
