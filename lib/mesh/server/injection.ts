/**
 * Whether a sidecar was asked for: intent, which is not the same as a sidecar being there (semantics A5).
 * Injection happens when a pod is created, so intent and state part wherever labels changed afterwards.
 */
import {
  type LabelSelector,
  labelSelectorMatches,
} from "@/lib/mesh/label-selector";
import type { Labels, Namespace, Pod } from "@/lib/mesh/objects";

/** The injector's own configuration. */
export interface InjectorConfig {
  /** "enabled" or "disabled"; any other value switches injection off altogether. */
  readonly policy: string;
  readonly neverInjectSelector: readonly LabelSelector[];
  readonly alwaysInjectSelector: readonly LabelSelector[];
}

export const DEFAULT_INJECTOR: InjectorConfig = {
  policy: "enabled",
  neverInjectSelector: [],
  alwaysInjectSelector: [],
};

type Subject = Pick<
  Pod,
  "namespace" | "labels" | "annotations" | "hostNetwork"
>;

/**
 * What the webhook does with a pod it is called for. The pod's own word counts first; the label beats the
 * annotation, and any value but true and false counts as no word at all.
 * Source: istio pkg/kube/inject, injectRequired.
 */
export function injectRequired(pod: Subject, config: InjectorConfig): boolean {
  if (pod.hostNetwork || IGNORED_NAMESPACES.has(pod.namespace)) return false;
  if (config.policy !== "enabled" && config.policy !== "disabled") return false;
  const asked = pod.labels[INJECT] ?? pod.annotations[INJECT] ?? "";
  if (asked === "true") return true;
  if (asked === "false") return false;
  const matches = (selector: LabelSelector) =>
    injectorSelects(selector, pod.labels);
  if (config.neverInjectSelector.some(matches)) return false;
  if (config.alwaysInjectSelector.some(matches)) return true;
  return config.policy === "enabled";
}

/**
 * Whether the webhook is called for a pod at all. `istio-injection` beats `istio.io/rev`, even when it says
 * disabled; without either, the pod's own label is enough.
 */
export function webhookCalled(
  namespace: Namespace | null,
  labels: Labels,
): boolean {
  if (labels[INJECT] === "false") return false;
  const injection = namespace?.labels["istio-injection"];
  if (injection !== undefined) return injection === "enabled";
  if (namespace?.labels[REVISION] !== undefined) return true;
  return labels[INJECT] === "true" || labels[REVISION] !== undefined;
}

/** Whether a pod created now would get a sidecar. */
export function sidecarIntended(
  pod: Subject,
  namespace: Namespace | null,
  config: InjectorConfig = DEFAULT_INJECTOR,
): boolean {
  return webhookCalled(namespace, pod.labels) && injectRequired(pod, config);
}

/**
 * Whether a pod is meant to be taken into ambient; its state is the redirection annotation (semantics A6).
 * Pods with a sidecar are never taken.
 */
export function ambientIntended(
  pod: Subject,
  namespace: Namespace | null,
): boolean {
  if (pod.hostNetwork || "sidecar.istio.io/status" in pod.annotations) {
    return false;
  }
  const mode = pod.labels[DATAPLANE_MODE] ?? namespace?.labels[DATAPLANE_MODE];
  return mode === "ambient";
}

/**
 * Whether kubelet probes are rewritten to reach the proxy's agent, which keeps them working under STRICT.
 * `injectorDefault` is the injector's `rewriteAppHTTPProbe`. Values are those of Go's ParseBool.
 */
export function rewritesProbes(
  annotations: Labels,
  injectorDefault: boolean,
): boolean {
  const value = annotations["sidecar.istio.io/rewriteAppHTTPProbers"] ?? "";
  if (TRUE_WORDS.has(value)) return true;
  return FALSE_WORDS.has(value) ? false : injectorDefault;
}

/** An empty selector matches nothing here, unlike elsewhere in Kubernetes: the injector skips it. */
export function injectorSelects(
  selector: LabelSelector,
  labels: Labels,
): boolean {
  const { matchLabels, matchExpressions } = selector;
  const isEmpty =
    Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
  return !isEmpty && labelSelectorMatches(selector, labels);
}

/** The injector leaves the pods of these alone, whatever their labels say. */
export function isNeverInjected(namespace: string): boolean {
  return IGNORED_NAMESPACES.has(namespace);
}

const INJECT = "sidecar.istio.io/inject";
const REVISION = "istio.io/rev";
const DATAPLANE_MODE = "istio.io/dataplane-mode";

const IGNORED_NAMESPACES: ReadonlySet<string> = new Set([
  "kube-system",
  "kube-public",
  "kube-node-lease",
  "local-path-storage",
]);

const TRUE_WORDS: ReadonlySet<string> = new Set([
  "1",
  "t",
  "T",
  "true",
  "TRUE",
  "True",
]);
const FALSE_WORDS: ReadonlySet<string> = new Set([
  "0",
  "f",
  "F",
  "false",
  "FALSE",
  "False",
]);
