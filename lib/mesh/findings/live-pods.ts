import { groupBy } from "@/lib/mesh/group-by";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod } from "@/lib/mesh/objects";
import { type ProxyShape, proxyShape } from "@/lib/mesh/server/proxy";
import {
  resolveServerMode,
  type ServerMode,
} from "@/lib/mesh/server/server-mode";
import { namespacesInView } from "./mesh-in-view";
import { oncePerIndex } from "./once-per-index";

export interface LivePod {
  readonly pod: Pod;
  readonly shape: ProxyShape;
  /** False while it waits for a node or an image: it takes no calls yet, and ambient has not come to it. */
  readonly started: boolean;
}

/** Live pods of one namespace to which the same policies apply. Never empty. */
export interface PodGroup {
  readonly namespace: string;
  readonly serverMode: ServerMode;
  readonly pods: readonly [LivePod, ...LivePod[]];
}

/** Pods that can still take a call; finished ones count nowhere. */
export const livePods = oncePerIndex((index): readonly LivePod[] =>
  namespacesInView(index).flatMap((namespace) => livePodsIn(index, namespace)),
);

/** Live pods by what applies to them, so that policies are asked once per group and not once per pod. */
export const podGroups = oncePerIndex((index): readonly PodGroup[] =>
  namespacesInView(index).flatMap((namespace) => groupsIn(index, namespace)),
);

/** The groups of one namespace: kept while neither its pods nor what speaks about them changes. */
export function groupsIn(
  index: MeshIndex,
  namespace: string,
): readonly PodGroup[] {
  const live = livePodsIn(index, namespace);
  const scope = index.peerAuthentications.scopeOf(namespace);
  const known = groups.get(live);
  if (known?.scope === scope) return known.groups;
  const made = [
    ...groupBy(live, ({ pod }) => resolveServerMode(index, pod)),
  ].flatMap(([serverMode, [first, ...others]]) =>
    first === undefined
      ? []
      : [{ namespace, serverMode, pods: [first, ...others] as const }],
  );
  groups.set(live, { scope, groups: made });
  return made;
}

const groups = new WeakMap<
  readonly LivePod[],
  { readonly scope: object; readonly groups: readonly PodGroup[] }
>();

/** Whether any pod of the whole mesh is held to policy by ztunnel. */
export function hasAmbientPods(index: MeshIndex): boolean {
  for (const pods of index.podsByNamespace.values()) {
    const known = ambient.get(pods) ?? live(pods).some(isAmbient);
    ambient.set(pods, known);
    if (known) return true;
  }
  return false;
}

const ambient = new WeakMap<readonly Pod[], boolean>();

function isAmbient({ shape }: LivePod): boolean {
  return shape === "ztunnel";
}

function livePodsIn(index: MeshIndex, namespace: string): readonly LivePod[] {
  return live(index.podsByNamespace.get(namespace) ?? NONE);
}

const NONE: readonly Pod[] = [];

function live(pods: readonly Pod[]): readonly LivePod[] {
  const known =
    lives.get(pods) ??
    pods
      .filter(({ phase }) => phase !== "Succeeded" && phase !== "Failed")
      .map((pod) => ({
        pod,
        shape: proxyShape(pod),
        started: pod.phase !== "Pending",
      }));
  lives.set(pods, known);
  return known;
}

const lives = new WeakMap<readonly Pod[], readonly LivePod[]>();
