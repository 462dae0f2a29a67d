import type { PlaceView, PodView } from "@/lib/simulator/mesh/view";
import { hashOf } from "@/lib/simulator/random";
import type { Edge } from "./edge";

/**
 * What the called pod sees as the address of its peer, for one call of an edge. A waypoint calls in its
 * own name; who uses the network of the pod's own node comes over that node's bridge.
 */
export function callerAddress(
  mesh: PlaceView,
  edge: Edge,
  call: number,
): string {
  const { client, path } = edge;
  if (path.waypoint !== null) {
    return path.waypoint.ip;
  }
  return client.pod === null
    ? strangerAddress(mesh, edge, call)
    : podAddress(mesh, client.pod, edge.server);
}

/** The port at the caller's side; connections are kept for some calls. */
export function callerPort({ key }: Edge, call: number): number {
  return 32_768 + (hashOf(`${key}|${Math.floor(call / 20)}|port`) % 28_232);
}

function podAddress(mesh: PlaceView, client: PodView, server: PodView): string {
  return client.hostNetwork && client.nodeName === server.nodeName
    ? bridgeOf(mesh, server)
    : client.ip;
}

function strangerAddress(
  mesh: PlaceView,
  { flow: { from }, client, server }: Edge,
  call: number,
): string {
  switch (from.kind) {
    case "workload":
      return "";
    case "transient":
      return addressOfRun(mesh, client.id, call);
    case "departed":
      return from.address;
    case "outside":
      return from.address ?? `203.0.113.${(hashOf(from.name) % 254) + 1}`;
    case "node": {
      // Node ports are open on every node, and load balancers have their favourites.
      const [entry] = mesh.nodes.values();
      return from.as === "kubelet" ||
        entry === undefined ||
        entry.name === server.nodeName
        ? bridgeOf(mesh, server)
        : entry.address;
    }
    default: {
      const impossible: never = from;
      throw new TypeError(String(impossible));
    }
  }
}

/** The node's end of its pods' network, by habit the first address of its range. */
function bridgeOf(mesh: PlaceView, { nodeName, ip }: PodView): string {
  const prefix = mesh.nodes.get(nodeName)?.podPrefix ?? ip.replace(/\d+$/, "");
  return `${prefix}1`;
}

/** Every run of a job is another pod; none of them has an address that is taken now. */
function addressOfRun(mesh: PlaceView, job: string, call: number): string {
  const nodes = [...mesh.nodes.values()];
  for (let tries = 0; ; tries += 1) {
    const hash = hashOf(`${job}|${call}|${tries}`);
    const prefix = nodes[hash % Math.max(1, nodes.length)]?.podPrefix;
    const address = `${prefix ?? "10.244.0."}${2 + ((hash >>> 8) % 250)}`;
    if (!takenIn(mesh).has(address)) {
      return address;
    }
  }
}

const taken = new WeakMap<PlaceView, ReadonlySet<string>>();

function takenIn(mesh: PlaceView): ReadonlySet<string> {
  const known = taken.get(mesh) ?? new Set(mesh.pods.map(({ ip }) => ip));
  taken.set(mesh, known);
  return known;
}
