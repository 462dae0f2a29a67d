import { shapeKeyOf } from "@/lib/simulator/mesh/metric-overrides";
import type { Outcome } from "@/lib/simulator/mesh/outcome";
import {
  type MeshView,
  type PodView,
  type ServiceView,
  selects,
  workloadKey,
} from "@/lib/simulator/mesh/view";
import { type AmbientPath, callOf } from "./call";
import type { Flow, FlowSource } from "./flow";

/** One client calling one server pod, as things are now. */
export interface Edge {
  readonly key: string;
  readonly flow: Flow;
  readonly client: Client;
  readonly server: PodView;
  /** null = called by pod IP */
  readonly service: ServiceView | null;
  /** The service the server's sidecar names: the oldest that selects this pod with this port. */
  readonly blamed: ServiceView | null;
  readonly targetPort: number;
  readonly ratePerMs: number;
  readonly outcome: Outcome;
  readonly path: AmbientPath;
  /** Equal as long as Telemetry resources let both ends count the same. */
  readonly shape: string;
}

export interface Client {
  readonly id: string;
  readonly namespace: string;
  readonly workload: string;
  readonly serviceAccount: string;
  readonly labels: PodView["labels"];
  readonly hasProxy: boolean;
  /** null = not a pod that anything could scrape */
  readonly pod: PodView | null;
}

/** A pod as the client of a call. */
export function clientOf(pod: PodView): Client & { readonly pod: PodView } {
  return {
    id: pod.uid,
    namespace: pod.namespace,
    workload: pod.workload,
    serviceAccount: pod.serviceAccount,
    labels: pod.labels,
    hasProxy: pod.hasProxy,
    pod,
  };
}

/** Everything that is being called now. Flows whose ends do not exist yield nothing. */
export function edgesOf(mesh: MeshView, flows: readonly Flow[]): Edge[] {
  return flows.flatMap((flow, index) => edgesOfFlow(mesh, flow, index));
}

/** @param index tells the edges of two flows apart that are alike */
export function edgesOfFlow(mesh: MeshView, flow: Flow, index: number): Edge[] {
  const targets = targetsOf(mesh, flow);
  return clientsOf(mesh, flow.from).flatMap((client, place) => {
    const others = targets.filter(
      ({ server }) => server.uid !== client.pod?.uid,
    );
    return chosen(others, flow, place).map((target, _, reached) => ({
      key: `${index}|${client.id}|${target.server.uid}`,
      flow,
      client,
      ...target,
      ratePerMs:
        flow.to.kind === "pods"
          ? flow.ratePerS / 1_000
          : flow.ratePerS / 1_000 / reached.length,
      ...callOf(mesh, flow, client, target),
      shape: shapeKeyOf(mesh.logging, client.pod, target.server),
    }));
  });
}

/** Neighbouring clients take neighbouring servers, so that all servers have about as many clients. */
function chosen(
  targets: readonly Target[],
  { spread }: Flow,
  place: number,
): readonly Target[] {
  if (spread === undefined || spread >= targets.length) {
    return targets;
  }
  return Array.from({ length: spread }, (_, step) => {
    return targets[(place * spread + step) % targets.length];
  }).filter((it) => it !== undefined);
}

export type Target = Pick<Edge, "server" | "service" | "blamed" | "targetPort">;

function targetsOf(mesh: MeshView, { to }: Flow): Target[] {
  if (to.kind === "pods") {
    return (
      mesh.podsByWorkload.get(workloadKey(to.namespace, to.workload)) ?? []
    ).map((server) => ({
      server,
      service: null,
      // A sidecar finds its cluster by the port, whichever way the call came.
      blamed: server.hasProxy ? oldestServiceAt(mesh, server, to.port) : null,
      targetPort: to.port,
    }));
  }
  const service = mesh.services.get(`${to.namespace}/${to.service}`);
  const selector = service?.selector;
  if (service === undefined || selector == null) {
    return [];
  }
  return (mesh.podsByNamespace.get(to.namespace) ?? [])
    .filter((pod) => selects(selector, pod.labels))
    .flatMap((server) => {
      const targetPort = targetPortOf(service, to.port, server);
      return targetPort === null
        ? []
        : [
            {
              server,
              service,
              targetPort,
              blamed: oldestServiceAt(mesh, server, targetPort),
            },
          ];
    });
}

function targetPortOf(
  service: ServiceView,
  port: number,
  pod: PodView,
): number | null {
  const found = service.ports.find((it) => it.port === port)?.targetPort;
  return typeof found === "string"
    ? (pod.namedPorts.get(found) ?? null)
    : (found ?? null);
}

function oldestServiceAt(
  mesh: MeshView,
  pod: PodView,
  targetPort: number,
): ServiceView | null {
  const naming = (mesh.servicesByNamespace.get(pod.namespace) ?? []).filter(
    (service) =>
      service.selector !== null &&
      selects(service.selector, pod.labels) &&
      service.ports.some(
        ({ port }) => targetPortOf(service, port, pod) === targetPort,
      ),
  );
  naming.sort(
    (left, right) =>
      left.createdMs - right.createdMs || (left.name < right.name ? -1 : 1),
  );
  return naming[0] ?? null;
}

function clientsOf(mesh: MeshView, from: FlowSource): Client[] {
  switch (from.kind) {
    case "workload":
      return (
        mesh.podsByWorkload.get(workloadKey(from.namespace, from.workload)) ??
        []
      ).map(clientOf);
    case "transient":
      return [
        {
          id: `${from.namespace}/${from.workload}`,
          namespace: from.namespace,
          workload: from.workload,
          serviceAccount: from.workload,
          labels: { app: from.workload },
          hasProxy: from.injected,
          pod: null,
        },
      ];
    case "departed":
      return [stranger(`departed ${from.workload}`, from)];
    case "outside":
    case "node":
      return [stranger(from.name, { namespace: "", workload: from.name })];
    default: {
      const impossible: never = from;
      throw new TypeError(String(impossible));
    }
  }
}

/** A client without a proxy that no object stands for. */
function stranger(
  id: string,
  { namespace, workload }: { namespace: string; workload: string },
): Client {
  return {
    id,
    namespace,
    workload,
    serviceAccount: "",
    labels: {},
    hasProxy: false,
    pod: null,
  };
}
