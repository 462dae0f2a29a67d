import { groupBy } from "@/lib/mesh/group-by";
import { refKey } from "@/lib/mesh/object-ref";
import { distinctRefs } from "./affected-services";
import { FINDING_SEVERITIES, type Finding, type FindingCode } from "./finding";

/** Told about one object in several places: a policy of the mesh in many namespaces, a rule for many services. */
const TOLD_IN_PLACES: ReadonlySet<FindingCode> = new Set([
  "strict-without-proxy",
  "strict-on-excluded-port",
  "ambient-disable-is-permissive",
  "rule-hidden",
  "rule-port-drops-tls",
]);

/** One finding for what concerns one object in one way: the worst severity, all services, and the pods added up. */
export function mergeAlike<F extends Finding>(findings: readonly F[]): F[] {
  const several = findings.filter(({ code }) => TOLD_IN_PLACES.has(code));
  if (several.length < 2) return [...findings];
  return [
    ...findings.filter(({ code }) => !TOLD_IN_PLACES.has(code)),
    ...[...groupBy(several, keyOf).values()].flatMap((alike) => {
      const [first] = alike;
      return first === undefined || alike.length === 1
        ? alike
        : [together(first, alike)];
    }),
  ];
}

function keyOf({ code, objects: [object], params }: Finding): string {
  return `${code} ${object ? refKey(object) : ""} ${JSON.stringify({ ...params, pods: 0 })}`;
}

function together<F extends Finding>(first: F, alike: readonly F[]): F {
  const [object] = first.objects;
  const pods = alike.reduce(
    (sum, { params }) => sum + ("pods" in params ? params.pods : 0),
    0,
  );
  return {
    ...first,
    severity:
      FINDING_SEVERITIES.find((severity) =>
        alike.some((finding) => finding.severity === severity),
      ) ?? first.severity,
    objects: [
      ...(object ? [object] : []),
      ...distinctRefs(alike.flatMap(({ objects }) => objects.slice(1))),
    ],
    services: distinctRefs(alike.flatMap(({ services }) => services)),
    params: "pods" in first.params ? { ...first.params, pods } : first.params,
  };
}
