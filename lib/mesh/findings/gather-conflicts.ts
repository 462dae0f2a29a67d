import { groupBy } from "@/lib/mesh/group-by";
import { refKey } from "@/lib/mesh/object-ref";
import { distinctRefs } from "./affected-services";
import type { Finding } from "./finding";

/** More policies than these say nothing that the list of services does not. */
const MAX_POLICIES = 3;

/**
 * One mistake, one finding: what a rule does in the same way to many services is told once, with all of
 * them. Order is kept. Where no rule is to blame, each service stands for itself.
 */
export function gatherConflicts(findings: readonly Finding[]): Finding[] {
  return [...groupBy(findings, keyOf).values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined || alike.length === 1
      ? alike
      : [together(first, alike)];
  });
}

function keyOf({ code, severity, objects, params }: Finding): string {
  const [toChange] = objects;
  const place = toChange ? refKey(toChange) : "";
  return `${code} ${severity} ${place} ${JSON.stringify({ ...params, pods: 0 })}`;
}

/** The one to change stays first; services come in the order of the findings. */
function together(first: Finding, alike: readonly Finding[]): Finding {
  const [toChange] = first.objects;
  const policies = distinctRefs(
    alike
      .flatMap(({ objects }) => objects.slice(1))
      .filter(({ kind }) => kind !== "Service"),
  );
  const shared = {
    services: distinctRefs(alike.flatMap(({ services }) => services)),
    objects: [
      ...(toChange ? [toChange] : []),
      ...(policies.length > MAX_POLICIES ? [] : policies),
    ],
  };
  if (first.code !== "mutual-tls-to-no-proxy") return { ...first, ...shared };
  const pods = alike.reduce(
    (sum, { params }) => sum + ("pods" in params ? params.pods : 0),
    0,
  );
  return { ...first, ...shared, params: { ...first.params, pods } };
}
