import { groupBy } from "@/lib/mesh/group-by";
import { refKey } from "@/lib/mesh/object-ref";
import { distinctRefs } from "./affected-services";
import type { Finding } from "./finding";

/** More policies than these say nothing that the list of services does not. */
const MAX_POLICIES = 3;

/**
 * One mistake, one finding: what a rule does in the same way to many services is told once, with all of
 * them, in parts. Order is kept. Where no rule is to blame, each service stands for itself.
 */
export function* gatheringParts(
  findings: readonly Finding[],
): Generator<void, Finding[]> {
  const all: Finding[] = [];
  for (const alike of groupBy(findings, keyOf).values()) {
    yield;
    const [first] = alike;
    if (first === undefined) continue;
    all.push(alike.length === 1 ? first : remembered(first, alike));
  }
  return all;
}

/** The same findings, ready to be gathered: the keys of thousands take long when they are first needed all at once. */
export function readyToGather(findings: readonly Finding[]): Finding[] {
  for (const finding of findings) keyOf(finding);
  return [...findings];
}

function keyOf(finding: Finding): string {
  const known = keys.get(finding);
  if (known !== undefined) return known;
  const { code, severity, objects, params } = finding;
  const [toChange] = objects;
  const place = toChange ? refKey(toChange) : "";
  const key = `${code} ${severity} ${place} ${JSON.stringify({ ...params, pods: 0 })}`;
  keys.set(finding, key);
  return key;
}

const keys = new WeakMap<Finding, string>();

/** A rule for the whole mesh gathers thousands of services, and a change mostly touches none of them. */
function remembered(first: Finding, alike: readonly Finding[]): Finding {
  const known = gathered.get(first);
  const isSame =
    known?.alike.length === alike.length &&
    alike.every((finding, at) => finding === known.alike[at]);
  if (isSame) return known.finding;
  const finding = together(first, alike);
  gathered.set(first, { alike, finding });
  return finding;
}

const gathered = new WeakMap<
  Finding,
  { readonly alike: readonly Finding[]; readonly finding: Finding }
>();

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
