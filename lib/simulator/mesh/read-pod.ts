import { z } from "zod";
import { kept } from "./kept";
import type { PodView } from "./view";

const labelsSchema = z.record(z.string(), z.string()).catch({});

const containerSchema = z.object({
  name: z.string(),
  restartPolicy: z.string().optional(),
  ports: z
    .array(
      z.object({ name: z.string().default(""), containerPort: z.number() }),
    )
    .catch([]),
});

const podSchema = z.object({
  metadata: z.object({
    uid: z.string(),
    namespace: z.string(),
    name: z.string(),
    creationTimestamp: z.string(),
    deletionTimestamp: z.string().optional(),
    labels: labelsSchema,
    annotations: labelsSchema,
    ownerReferences: z
      .array(z.object({ kind: z.string(), name: z.string() }))
      .catch([]),
  }),
  spec: z.object({
    serviceAccountName: z.string().default("default"),
    nodeName: z.string().default(""),
    hostNetwork: z.boolean().default(false),
    containers: z.array(containerSchema).catch([]),
    initContainers: z.array(containerSchema).catch([]),
  }),
  status: z
    .object({ phase: z.string().optional(), podIP: z.string().optional() })
    .catch({}),
});

/** A pod as the data plane sees it; null for an object that is not readable as one. */
export const readPod = kept((object): PodView | null => {
  const parsed = podSchema.safeParse(object);
  return parsed.success ? viewOf(parsed.data) : null;
});

function viewOf(pod: z.infer<typeof podSchema>): PodView {
  const { metadata, spec, status } = pod;
  const sidecars = [
    ...spec.containers,
    ...spec.initContainers.filter((it) => it.restartPolicy === "Always"),
  ];
  const owner = metadata.ownerReferences[0];
  const hash = metadata.labels["pod-template-hash"];
  // Istio gives ztunnel's container the name of all its proxies; it speaks for others, not for its pod.
  const hasProxy =
    metadata.labels.app !== "ztunnel" &&
    sidecars.some(({ name }) => name === "istio-proxy");
  const inAmbient =
    metadata.annotations["ambient.istio.io/redirection"] === "enabled" &&
    !hasProxy &&
    !spec.hostNetwork;
  const gateway = metadata.labels["gateway.networking.k8s.io/gateway-name"];
  return {
    uid: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    ip: status.podIP ?? "",
    labels: metadata.labels,
    workload:
      owner === undefined
        ? metadata.name
        : owner.kind === "ReplicaSet" && hash !== undefined
          ? owner.name.replace(new RegExp(`-${hash}$`), "")
          : owner.name,
    serviceAccount: spec.serviceAccountName,
    hasProxy,
    announcesMtls: metadata.labels["security.istio.io/tlsMode"] === "istio",
    isGateway:
      gateway !== undefined ||
      (metadata.labels.istio?.includes("gateway") ?? false),
    waypointName:
      metadata.labels["gateway.istio.io/managed"] === "istio.io-mesh-controller"
        ? (gateway ?? null)
        : null,
    nodeName: spec.nodeName,
    hostNetwork: spec.hostNetwork,
    inAmbient,
    takesHbone:
      inAmbient ||
      (hasProxy && metadata.labels["networking.istio.io/tunnel"] === "http"),
    excludedInboundPorts: portsPastSidecar(metadata.annotations),
    namedPorts: new Map(
      spec.containers.flatMap(({ ports }) =>
        ports
          .filter(({ name }) => name !== "")
          .map(({ name, containerPort }) => [name, containerPort] as const),
      ),
    ),
    running:
      (status.phase ?? "Running") === "Running" &&
      metadata.deletionTimestamp === undefined,
    createdMs: Date.parse(metadata.creationTimestamp),
  };
}

/** Exclusions count only while every port is redirected; a list of included ports says it all. */
function portsPastSidecar(annotations: Readonly<Record<string, string>>) {
  const listed = (annotation: string) =>
    new Set(
      (annotations[`traffic.sidecar.istio.io/${annotation}`] ?? "")
        .split(",")
        .filter((it) => it.trim() !== "")
        .map(Number),
    );
  const included = annotations["traffic.sidecar.istio.io/includeInboundPorts"];
  if (included === undefined || included.trim() === "*") {
    return listed("excludeInboundPorts");
  }
  const taken = listed("includeInboundPorts");
  return { has: (port: number) => !taken.has(port) };
}
