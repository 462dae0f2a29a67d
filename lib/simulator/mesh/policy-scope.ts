import { type PlaceView, type PodView, type PolicyView, selects } from "./view";

type Policies = Pick<PlaceView, "policies" | "rootNamespace">;

/** Of one namespace, oldest first. */
export function policiesOf(
  mesh: Policies,
  namespace: string,
): readonly PolicyView[] {
  return mesh.policies.get(namespace) ?? [];
}

/** The policy that speaks for a whole namespace: the oldest without labels (semantics A2). */
export function widePolicyOf(
  mesh: Policies,
  namespace: string,
): PolicyView | undefined {
  return policiesOf(mesh, namespace).find(
    ({ selector }) => Object.keys(selector).length === 0,
  );
}

/** The oldest policy with labels that match; in the root namespace there is none (semantics A1, A2). */
export function workloadPolicyOf(
  mesh: Policies,
  pod: PodView,
): PolicyView | undefined {
  return pod.namespace === mesh.rootNamespace
    ? undefined
    : policiesOf(mesh, pod.namespace).find(
        ({ selector }) =>
          Object.keys(selector).length > 0 && selects(selector, pod.labels),
      );
}
