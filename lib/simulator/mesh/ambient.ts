import type { MutualTlsMode } from "@/lib/mesh/mode";
import { policiesOf, widePolicyOf, workloadPolicyOf } from "./policy-scope";
import type { PlaceView, PodView, PolicyView } from "./view";

/**
 * Whether ztunnel refuses a caller without identity at a workload port. istiod hands ztunnel rules made
 * of the policies, so there is no composition here as at a sidecar, and no DISABLE (semantics A6):
 *
 *     ports that deviate ─▶ rules of that policy alone, or none where istiod forgets to make them (A6.3)
 *     else STRICT        ─▶ the built-in rule: nobody without identity
 *     else               ─▶ no rule
 */
export function ztunnelRefuses(
  mesh: PlaceView,
  pod: PodView,
  port: number,
): boolean {
  const { above, deviating, strict } = policiesFor(mesh, pod);
  return deviating === null
    ? strict
    : rulesOf(deviating, above).some((rule) => rule(port));
}

/** What ztunnel names when it refuses: what istiod made of the workload's own policy, or the built-in rule. */
export function refusingPolicy(mesh: PlaceView, pod: PodView): string {
  const { deviating } = policiesFor(mesh, pod);
  return deviating === null
    ? `${mesh.rootNamespace}/istio_converted_static_strict`
    : `${deviating.namespace}/converted_peer_authentication_${deviating.name}`;
}

/** `deviating`: the workload's policy, where some port of it differs from the rest. */
function policiesFor(mesh: PlaceView, pod: PodView) {
  const above = parentsOf(mesh, pod.namespace);
  const own = workloadPolicyOf(mesh, pod);
  const strict =
    (spoken(own) ?? spoken(above.namespace) ?? spoken(above.mesh)) === "STRICT";
  const deviating = own !== undefined && deviates(own, strict) ? own : null;
  return { above, deviating, strict };
}

interface Parents {
  readonly namespace: PolicyView | undefined;
  readonly mesh: PolicyView | undefined;
}

/** An empty selector counts in a normal namespace, and not in the root one (semantics A6.1). */
function parentsOf(mesh: PlaceView, namespace: string): Parents {
  return {
    namespace:
      namespace === mesh.rootNamespace
        ? undefined
        : widePolicyOf(mesh, namespace),
    mesh: policiesOf(mesh, mesh.rootNamespace).find((it) => !it.hasSelector),
  };
}

/** A DISABLE port below a parent's STRICT is overlooked, and stays closed (semantics A6.2). */
function deviates(own: PolicyView, strict: boolean): boolean {
  const modes = [...own.ports.values()];
  if (!strict) {
    return modes.includes("STRICT");
  }
  return (
    modes.includes("PERMISSIVE") ||
    (own.mode === "STRICT" && modes.includes("DISABLE"))
  );
}

/** True = refused. */
type Rule = (port: number) => boolean;

function rulesOf(own: PolicyView, above: Parents): Rule[] {
  const rules: Rule[] = [];
  const ports = (...modes: readonly string[]) =>
    new Set(
      [...own.ports].flatMap(([port, mode]) =>
        modes.includes(mode) ? [port] : [],
      ),
    );
  // Taken for closed by a parent; a STRICT mesh counts as that even over a workload that opens itself.
  const closedAnyway =
    own.mode === "STRICT" ||
    (own.mode === "UNSET" && above.namespace?.mode === "STRICT") ||
    (spoken(above.namespace) === null && above.mesh?.mode === "STRICT");
  if (!closedAnyway) {
    const closed = ports("STRICT");
    rules.push((port) => closed.has(port));
  }
  // The nearest parent that exists is asked, also one that says UNSET: the hole of A6.3.
  const closedButFor =
    own.mode === "STRICT" ||
    (own.mode === "UNSET" &&
      (above.namespace ?? above.mesh)?.mode === "STRICT");
  const open = ports("PERMISSIVE", "DISABLE");
  if (closedButFor && open.size > 0) {
    rules.push((port) => !open.has(port));
  }
  return rules;
}

/** null = nothing said. */
function spoken(policy: PolicyView | undefined): MutualTlsMode | null {
  return policy === undefined || policy.mode === "UNSET" ? null : policy.mode;
}
