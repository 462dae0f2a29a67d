/**
 * A made-up mesh of any size: always the same for the same size, and every time of new objects, so that
 * nothing remembered about an earlier one helps.
 */
import {
  DEFAULT_MESH_CONFIG,
  type EndpointSlice,
  type Inventory,
  type Pod,
  type Service,
} from "@/lib/mesh/objects";
import { metaOf, type Place, placeOf } from "./place";
import { policiesAtScale } from "./policies-at-scale";
import { rulesAtScale } from "./rules-at-scale";

export interface Scale {
  readonly services: number;
  readonly servicesPerNamespace: number;
  readonly podsPerService: number;
}

/** 10 services in a namespace, 5 pods each, and a policy and a rule for every fifth service. */
export function scaleOf(services: number, servicesPerNamespace = 10): Scale {
  return { services, servicesPerNamespace, podsPerService: 5 };
}

export function meshAtScale(scale: Scale): Inventory {
  const places = Array.from({ length: scale.services }, (_, order) =>
    placeOf(order, scale.servicesPerNamespace),
  );
  const pods = places.flatMap((place) =>
    Array.from({ length: scale.podsPerService }, (_, replica) =>
      podOf(place, replica),
    ),
  );
  const namespaces = [...new Set(places.map(({ namespace }) => namespace))];
  return {
    meshConfig: { ...DEFAULT_MESH_CONFIG },
    namespaces: namespaces.map((name) => ({
      name,
      labels: {},
      annotations: {},
    })),
    services: places.map(serviceOf),
    pods,
    endpointSlices: places.map((place) => sliceOf(place, scale.podsPerService)),
    peerAuthentications: policiesAtScale(places),
    destinationRules: rulesAtScale(places),
    authorizationPolicies: [],
    legacyPolicies: [],
  };
}

function serviceOf({ namespace, name, order }: Place): Service {
  return {
    ...metaOf(namespace, name),
    type: "ClusterIP",
    headless: order % 25 === 0,
    selector: { app: name },
    externalName: null,
    ports: [
      {
        name: "http",
        port: 80,
        targetPort: 8080,
        protocol: "TCP",
        appProtocol: "http",
      },
      {
        name: "metrics",
        port: 9090,
        targetPort: "metrics",
        protocol: "TCP",
        appProtocol: "",
      },
    ],
  };
}

/** Nine namespaces of ten have sidecars, one is ambient; one pod of twenty has no proxy. */
function podOf(place: Place, replica: number): Pod {
  const { namespace, name, order, group } = place;
  const isAmbient = group % 10 === 9;
  const isBare = (order * 5 + replica) % 20 === 7;
  const hasSidecar = !isAmbient && !isBare;
  return {
    ...metaOf(namespace, `${name}-6c9f-${replica}`),
    labels: {
      app: name,
      version: `v${(replica % 2) + 1}`,
      "pod-template-hash": "6c9f",
      ...(hasSidecar ? { "security.istio.io/tlsMode": "istio" } : {}),
    },
    annotations:
      isAmbient && !isBare ? { "ambient.istio.io/redirection": "enabled" } : {},
    ip: "10.0.0.1",
    nodeName: `node-${order % 100}`,
    hostNetwork: false,
    serviceAccount: name,
    phase: "Running",
    ready: true,
    workload: { kind: "Deployment", namespace, name },
    containerPorts: [
      { name: "http", port: 8080 },
      { name: "metrics", port: 9090 },
    ],
    longRunningContainers: hasSidecar ? [name, "istio-proxy"] : [name],
  };
}

function sliceOf({ namespace, name }: Place, pods: number): EndpointSlice {
  return {
    ...metaOf(namespace, `${name}-x`),
    serviceName: name,
    ports: [{ name: "http", port: 8080 }],
    endpoints: Array.from({ length: pods }, (_, replica) => ({
      addresses: ["10.0.0.1"],
      ready: true,
      podName: `${name}-6c9f-${replica}`,
    })),
  };
}
