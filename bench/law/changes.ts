import type { Inventory, PeerAuthentication } from "@/lib/mesh/objects";

/** One object changed; all others stay the same objects, in new lists, as after a watch event. */
export interface Change {
  readonly name: string;
  /** @param turn counts up, so that each time another object changes */
  apply(mesh: Inventory, turn: number): Inventory;
}

export const POD_CHANGES: readonly Change[] = [
  {
    name: "pod: one replaced",
    apply: (mesh, turn) => ({
      ...mesh,
      pods: replaceOne(mesh.pods, turn, (pod) => ({
        ...pod,
        labels: { ...pod.labels, version: `v${turn}` },
      })),
    }),
  },
  {
    name: "pod: one leaves, one comes",
    apply: (mesh, turn) => {
      const at = placeOf(mesh.pods, turn);
      return {
        ...mesh,
        pods: mesh.pods
          .flatMap((pod, order) => (order === at ? [] : [pod]))
          .concat(
            mesh.pods
              .slice(at, at + 1)
              .map((pod) => ({ ...pod, name: `${pod.name}-${turn}` })),
          ),
      };
    },
  },
];

export const CHANGES: readonly Change[] = [
  ...POD_CHANGES,
  {
    name: "policy of a workload",
    apply: (mesh, turn) => changePolicy(mesh, turn, isWorkloadPolicy),
  },
  {
    name: "policy of a namespace",
    apply: (mesh, turn) =>
      changePolicy(
        mesh,
        turn,
        (policy) => policy.selector === null && !isMeshPolicy(policy),
      ),
  },
  {
    name: "DestinationRule for one host",
    apply: (mesh, turn) =>
      changeRule(mesh, turn, (host) => !host.startsWith("*")),
  },
  {
    name: "DestinationRule for a namespace",
    apply: (mesh, turn) =>
      changeRule(mesh, turn, (host) => host.startsWith("*.team")),
  },
  {
    name: "DestinationRule for all (reaches everything)",
    apply: (mesh, turn) => changeRule(mesh, turn, (host) => host === "*.local"),
  },
  {
    name: "policy of the mesh (reaches everything)",
    apply: (mesh, turn) => changePolicy(mesh, turn, isMeshPolicy),
  },
];

function changePolicy(
  mesh: Inventory,
  turn: number,
  fits: (policy: PeerAuthentication) => boolean,
): Inventory {
  const chosen = chooseOne(mesh.peerAuthentications.filter(fits), turn);
  return {
    ...mesh,
    peerAuthentications: mesh.peerAuthentications.map((policy) =>
      policy === chosen
        ? { ...policy, mode: turn % 2 === 0 ? "STRICT" : "PERMISSIVE" }
        : policy,
    ),
  };
}

function changeRule(
  mesh: Inventory,
  turn: number,
  fits: (host: string) => boolean,
): Inventory {
  const rules = mesh.destinationRules.filter(({ host }) => fits(host));
  const chosen = chooseOne(rules, turn);
  return {
    ...mesh,
    destinationRules: mesh.destinationRules.map((rule) =>
      rule === chosen
        ? {
            ...rule,
            trafficPolicy: {
              tls: turn % 2 === 0 ? "ISTIO_MUTUAL" : "DISABLE",
              portLevelSettings: [],
              passthrough: false,
            },
          }
        : rule,
    ),
  };
}

function isMeshPolicy({ namespace }: PeerAuthentication): boolean {
  return namespace === "istio-system";
}

function isWorkloadPolicy({ selector }: PeerAuthentication): boolean {
  return selector !== null;
}

function replaceOne<T>(
  list: readonly T[],
  turn: number,
  edit: (item: T) => T,
): T[] {
  const at = placeOf(list, turn);
  return list.map((item, order) => (order === at ? edit(item) : item));
}

function chooseOne<T>(list: readonly T[], turn: number): T | undefined {
  return list[placeOf(list, turn)];
}

/** Jumps about; the same places in every run. */
function placeOf(list: readonly unknown[], turn: number): number {
  return list.length === 0 ? 0 : (turn * 7_919) % list.length;
}
