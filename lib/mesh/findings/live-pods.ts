import { groupBy } from "@/lib/mesh/group-by";
import type { Pod } from "@/lib/mesh/objects";
import { type ProxyShape, proxyShape } from "@/lib/mesh/server/proxy";
import {
  resolveServerMode,
  type ServerMode,
} from "@/lib/mesh/server/server-mode";
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
  index.inventory.pods
    .filter(({ phase }) => phase !== "Succeeded" && phase !== "Failed")
    .map((pod) => ({
      pod,
      shape: proxyShape(pod),
      started: pod.phase !== "Pending",
    })),
);

/** Live pods by what applies to them, so that policies are asked once per group and not once per pod. */
export const podGroups = oncePerIndex((index): readonly PodGroup[] => {
  const byNamespace = groupBy(livePods(index), ({ pod }) => pod.namespace);
  return [...byNamespace].flatMap(([namespace, pods]) =>
    [...groupBy(pods, ({ pod }) => resolveServerMode(index, pod))].flatMap(
      ([serverMode, [first, ...others]]) =>
        first === undefined
          ? []
          : [{ namespace, serverMode, pods: [first, ...others] as const }],
    ),
  );
});

export const groupsByNamespace = oncePerIndex(
  (index): ReadonlyMap<string, readonly PodGroup[]> =>
    groupBy(podGroups(index), ({ namespace }) => namespace),
);

/** Whether any pod is held to policy by ztunnel. */
export const hasAmbientPods = oncePerIndex((index) =>
  livePods(index).some(({ shape }) => shape === "ztunnel"),
);
