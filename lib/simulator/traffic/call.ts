import { sidecarSends, type Wire } from "@/lib/simulator/mesh/client-tls";
import { type Outcome, outcomeOf } from "@/lib/simulator/mesh/outcome";
import { acceptanceOf } from "@/lib/simulator/mesh/server-mode";
import type { MeshView, PodView } from "@/lib/simulator/mesh/view";
import { waypointsOf } from "@/lib/simulator/mesh/waypoint";
import { hashOf } from "@/lib/simulator/random";
import type { Client, Target } from "./edge";
import type { Flow } from "./flow";

/** The proxies of the ambient mesh that a call passes, in this order; each may be missing. */
export interface AmbientPath {
  /** Of the client's node, for a client in ambient. */
  readonly clientZtunnel: PodView | null;
  readonly waypoint: PodView | null;
  /** Of the server's node, for a server in ambient. */
  readonly serverZtunnel: PodView | null;
}

const PAST_AMBIENT: AmbientPath = {
  clientZtunnel: null,
  waypoint: null,
  serverZtunnel: null,
};

export interface Call {
  readonly outcome: Outcome;
  readonly path: AmbientPath;
}

/** What becomes of one client's call to one pod, as things are now (semantics A6, B5). */
export function callOf(
  mesh: MeshView,
  flow: Flow,
  client: Client,
  target: Target,
): Call {
  const { server, service } = target;
  const direct: AmbientPath =
    client.pod?.inAmbient === true || server.inAmbient
      ? {
          clientZtunnel:
            client.pod?.inAmbient === true ? at(mesh, client.pod) : null,
          waypoint: null,
          serverZtunnel: server.inAmbient ? at(mesh, server) : null,
        }
      : PAST_AMBIENT;
  // Only ztunnel knows the way to a waypoint: sidecars and callers outside the mesh go past it.
  const waypoints =
    service !== null && client.pod?.inAmbient === true
      ? waypointsOf(mesh, service)
      : null;
  if (waypoints === null) {
    return { outcome: legOf(mesh, flow, client, target), path: direct };
  }
  const waypoint = waypoints[hashOf(client.id) % waypoints.length];
  if (waypoint === undefined) {
    return {
      outcome: { kind: "refused", wire: "hbone", flag: "UF" },
      path: { ...direct, serverZtunnel: null },
    };
  }
  const second = {
    namespace: waypoint.namespace,
    labels: waypoint.labels,
    hasProxy: true,
    pod: waypoint,
  };
  return {
    outcome: legOf(mesh, flow, second, target),
    path: { ...direct, waypoint },
  };
}

type Sender = Pick<Client, "namespace" | "labels" | "hasProxy" | "pod">;

/** One connection: from the client, or from the waypoint on its behalf. */
function legOf(
  mesh: MeshView,
  flow: Flow,
  sender: Sender,
  target: Target,
): Outcome {
  const { server, targetPort } = target;
  const wire = wireOf(mesh, flow, sender, target);
  const tunnelled =
    server.takesHbone && speaksHbone(mesh, sender, flow, target);
  if (!tunnelled) {
    return outcomeOf(
      wire,
      acceptanceOf(mesh, server, targetPort),
      flow.protocol,
    );
  }
  // TLS of a rule goes on inside the tunnel, and only an application that speaks it can end it.
  return wire === "tls" && flow.protocol !== "tls"
    ? { kind: "refused", wire: "hbone", flag: "UF" }
    : outcomeOf("hbone", acceptanceOf(mesh, server, targetPort), flow.protocol);
}

/** ztunnel and waypoints always; sidecars where istiod lets them, and only towards Services (semantics B5). */
function speaksHbone(
  mesh: MeshView,
  { pod, hasProxy }: Sender,
  flow: Flow,
  { service }: Target,
): boolean {
  if (pod?.inAmbient === true || pod?.waypointName != null) {
    return true;
  }
  return (
    hasProxy &&
    mesh.sidecarsSendHbone &&
    service !== null &&
    flow.to.kind === "service"
  );
}

function wireOf(
  mesh: MeshView,
  flow: Flow,
  sender: Sender,
  { server, service, targetPort }: Target,
): Wire {
  const bare = flow.protocol === "tls" ? "tls" : "plaintext";
  // A pod IP matches no cluster of the client's proxy: it passes the bytes through as they are.
  if (!sender.hasProxy || service === null || flow.to.kind === "pods") {
    return bare;
  }
  const sent = sidecarSends(
    mesh,
    sender,
    service,
    flow.to.port,
    server,
    targetPort,
  );
  return sent === "plaintext" ? bare : sent;
}

function at(mesh: MeshView, pod: PodView): PodView | null {
  return mesh.ztunnels.get(pod.nodeName) ?? null;
}
