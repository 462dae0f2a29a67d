import { hashOf, suffixOf } from "@/lib/simulator/random";
import type { ScenarioOptions } from "@/lib/simulator/scenarios/scenario";
import type { SeedObject } from "@/lib/simulator/store";
import { aMeta, uidOfObject } from "./meta";
import { templateOf } from "./pod-template";

export interface WorkloadOptions {
  readonly kind?: "Deployment" | "StatefulSet" | "DaemonSet" | "Job";
  /** The CronJob that made this Job. */
  readonly cronJob?: string;
  readonly namespace: string;
  readonly name: string;
  /** The `app` label; the name where not given. */
  readonly app?: string;
  readonly version?: string;
  readonly image?: string;
  /** Of the application; the workload's name where not given. */
  readonly container?: string;
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
  readonly podIp: (podName: string, node: string) => string;
  /** Pods that are younger than their workload; days where not given. */
  readonly podAgeMinutes?: number;
  /** Of the application's container. */
  readonly readinessProbe?: Record<string, unknown>;
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
    apiVersion: apiVersionOf(kind),
    kind,
    metadata: {
      ...aMeta(options, kind, namespace, name, { ...more, labels: selector }),
      ...(workload.cronJob === undefined
        ? {}
        : {
            ownerReferences: [
              ownerReference(
                "batch/v1",
                "CronJob",
                workload.cronJob,
                uidOfObject(options, "CronJob", namespace, workload.cronJob),
              ),
            ],
          }),
    },
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
      aPod(options, workload, template, {
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
  template: ReturnType<typeof templateOf>,
  { podName, owner, hash, node }: PodIdentity,
): SeedObject {
  const { namespace, ageDays } = workload;
  const ip = workload.podIp(podName, node);
  const names = template.spec.containers.map((container) => container.name);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...aMeta(options, "Pod", namespace, podName, {
        ...(ageDays === undefined ? {} : { ageDays }),
        ...(workload.podAgeMinutes === undefined
          ? {}
          : { ageMinutes: workload.podAgeMinutes }),
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
        ownerReference(
          apiVersionOf(owner.kind),
          owner.kind,
          owner.name,
          owner.uid,
        ),
      ],
    },
    spec: { ...template.spec, nodeName: node },
    status: {
      phase: "Running",
      podIP: ip,
      podIPs: [{ ip }],
      ...(workload.hostNetwork === true
        ? { hostIP: ip, hostIPs: [{ ip }] }
        : {}),
      conditions: CONDITIONS,
      containerStatuses: statusesOf(names),
    },
  };
}

const CONDITIONS = [
  "Initialized",
  "Ready",
  "ContainersReady",
  "PodScheduled",
].map((type) => ({ type, status: "True" }));

const statuses = new Map<string, readonly object[]>();

/** One object for all pods with the same containers: stored objects never change. */
function statusesOf(names: readonly string[]): readonly object[] {
  const key = names.join(",");
  const known =
    statuses.get(key) ??
    names.map((name) => ({
      name,
      ready: true,
      started: true,
      restartCount: 0,
    }));
  statuses.set(key, known);
  return known;
}

function apiVersionOf(kind: string): string {
  return kind === "Job" ? "batch/v1" : "apps/v1";
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
