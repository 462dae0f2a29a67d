import type { Namespace, Pod } from "@/lib/mesh/objects";
import { oncePerIndex } from "./once-per-index";

/**
 * Whether sidecars seem to be injected into namespaces that do not ask for them, as they are under
 * `enableNamespacesByDefault`. The injector's configuration is not read; where most namespaces with
 * injected pods carry no label, it is the likely reason.
 */
export const injectsByDefault = oncePerIndex((index): boolean => {
  let silent = 0;
  let speaking = 0;
  for (const [name, pods] of index.podsByNamespace) {
    const namespace = index.namespaces.get(name);
    if (namespace === undefined || !hasInjectedPods(pods)) continue;
    if (name === index.meshConfig.rootNamespace) continue;
    if (saysNothingOfInjection(namespace)) silent += 1;
    else speaking += 1;
  }
  return silent > speaking;
});

/** Neither asks for sidecars nor refuses them. */
export function saysNothingOfInjection({ labels }: Pick<Namespace, "labels">) {
  return !NAMESPACE_LABELS.some((label) => label in labels);
}

const NAMESPACE_LABELS = ["istio-injection", "istio.io/rev"];

/** The injector's mark. */
export function wasInjected({ annotations }: Pod): boolean {
  return "sidecar.istio.io/status" in annotations;
}

function hasInjectedPods(pods: readonly Pod[]): boolean {
  const known = injected.get(pods) ?? pods.some(wasInjected);
  injected.set(pods, known);
  return known;
}

const injected = new WeakMap<readonly Pod[], boolean>();
