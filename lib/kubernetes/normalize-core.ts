import { isIP } from "node:net";
import type {
  ClusterNode,
  EndpointSlice,
  Namespace,
  Service,
} from "@/lib/mesh/objects";
import { appProtocol } from "./app-protocol";
import {
  endpointSliceSchema,
  namespaceSchema,
  nodeSchema,
  serviceSchema,
} from "./core-schema";
import { leanObjectMeta, namespaceAnnotations } from "./object-meta";
import { labelsOnly, projector } from "./projection";
import { likeTheLast } from "./shared-values";

export const projectNamespace = projector(
  namespaceSchema,
  ({ metadata }): Namespace => ({
    name: metadata.name,
    labels: metadata.labels,
    annotations: namespaceAnnotations(metadata.annotations),
  }),
);

/** Semantics A4. */
export const projectService = projector(
  serviceSchema,
  ({ metadata, spec, status }): Service => {
    const selector = spec?.selector ?? {};
    const outerAddresses = [
      ...(spec?.externalIPs ?? []),
      ...(status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip),
    ].filter((address) => isIP(address) !== 0);
    const meta = leanObjectMeta(metadata);
    const service: Service = {
      namespace: sameNamespace(meta.namespace),
      name: meta.name,
      uid: meta.uid,
      resourceVersion: meta.resourceVersion,
      createdAt: meta.createdAt,
      labels: meta.labels,
      annotations: meta.annotations,
      type: spec?.type || "ClusterIP",
      headless: spec?.clusterIP === "None",
      selector: Object.keys(selector).length > 0 ? selector : null,
      externalName: spec?.externalName || null,
      ports: samePorts(
        (spec?.ports ?? []).map((port) => {
          const protocol = port.protocol || "TCP";
          return {
            name: port.name,
            port: port.port,
            // The API server writes 0 or "" for "same as port" in old objects.
            targetPort: port.targetPort || port.port,
            protocol,
            appProtocol: appProtocol({ ...port, protocol }),
          };
        }),
      ),
    };
    return outerAddresses.length > 0 ? { ...service, outerAddresses } : service;
  },
);

/** `ready` missing means ready (Kubernetes' EndpointConditions). */
export const projectEndpointSlice = projector(
  endpointSliceSchema,
  ({ metadata, endpoints, ports }): EndpointSlice => {
    const meta = leanObjectMeta(metadata);
    return {
      namespace: sameNamespace(meta.namespace),
      name: meta.name,
      uid: meta.uid,
      resourceVersion: meta.resourceVersion,
      createdAt: meta.createdAt,
      labels: meta.labels,
      annotations: meta.annotations,
      serviceName: metadata.labels["kubernetes.io/service-name"] ?? "",
      ports: sameSlicePorts(
        ports.map(({ name, port }) => ({ name, port: port ?? null })),
      ),
      endpoints: endpoints.map(({ addresses, conditions, targetRef }) => ({
        addresses,
        ready: conditions?.ready ?? true,
        podName: targetRef?.kind === "Pod" ? targetRef.name : null,
      })),
    };
  },
);

const sameNamespace = likeTheLast<string>();
const samePorts = likeTheLast<Service["ports"]>();
const sameSlicePorts = likeTheLast<EndpointSlice["ports"]>();

/** Its heartbeat changes it all the time; nothing of that is kept. */
export const projectNode = projector(
  nodeSchema,
  ({ metadata, spec, status }): ClusterNode => ({
    name: metadata.name,
    addresses: (status?.addresses ?? [])
      .map(({ address }) => address)
      .filter((address) => isIP(address) !== 0),
    podRanges: [
      ...new Set([...(spec?.podCIDRs ?? []), spec?.podCIDR ?? ""]),
    ].filter((range) => range !== ""),
  }),
  labelsOnly,
);
