import { compareText } from "@/lib/mesh/age-order";
import { atOnce } from "@/lib/mesh/at-once";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { MeshResolution } from "@/lib/mesh/resolution/mesh-resolution";
import { ambientFindings } from "./ambient-findings";
import { conflictParts } from "./conflict-findings";
import { FINDING_CODES, FINDING_SEVERITIES, type Finding } from "./finding";
import { ALL_KNOWN, type KnownSources, lastingAnswers } from "./known-sources";
import { legacyFindings } from "./legacy-findings";
import { meshInView } from "./mesh-in-view";
import { policyFindings } from "./policy-findings";
import { proxyFindings } from "./proxy-findings";
import { perNamespace, rememberAll } from "./remembered";
import { restsOnUnread } from "./rests-on-unread";
import { ruleFindings } from "./rule-findings";

/**
 * Everything that is wrong, dead or deceptive in a mesh, the worst first; the same mesh always gives the
 * same list, however its objects were ordered. How severity is chosen:
 *
 *   error    clients that we know of fail, or plaintext gets in where a policy asks for STRICT
 *   warning  an exception that does not hold, or anything whose harm depends on callers we do not see
 *   info     nothing would change without it
 *
 * @param known what could be read: nothing is told that rests on the absence of the rest
 */
export function findFindings(
  resolution: MeshResolution,
  known: KnownSources = ALL_KNOWN,
): readonly Finding[] {
  return atOnce(findingParts(resolution, known));
}

/**
 * The same, with a pause wherever others may have their turn. What is found belongs to the mesh as it was, and to what
 * was known of it, when the search began.
 */
export function* findingParts(
  resolution: MeshResolution,
  known: KnownSources = ALL_KNOWN,
): Generator<void, readonly Finding[]> {
  const lasting = lastingAnswers(known, namespacesOf(resolution.index));
  const index = meshInView(resolution, lasting);
  yield* rememberAll(index);
  const findings = new Map<string, Finding>();
  for (const find of TOPICS) {
    yield;
    const several = find(index);
    for (const finding of Array.isArray(several) ? several : yield* several) {
      if (restsOnUnread(finding, lasting)) continue;
      findings.set(keyOf(finding), finding);
    }
  }
  yield;
  return [...findings]
    .sort(([a, x], [b, y]) => rank(x) - rank(y) || compareText(a, b))
    .map(([, finding]) => finding);
}

const TOPICS: readonly ((
  index: MeshIndex,
) => Finding[] | Generator<void, Finding[]>)[] = [
  policyFindings,
  conflictParts,
  ruleFindings,
  perNamespace(proxyFindings, "clients"),
  ambientFindings,
  legacyFindings,
];

/** Of everything that there is: names of namespaces that cannot be listed are known from what is in them. */
function namespacesOf({ meshConfig, inventory }: MeshIndex): Set<string> {
  const named = [
    ...inventory.services,
    ...inventory.pods,
    ...inventory.peerAuthentications,
    ...inventory.destinationRules,
    ...inventory.authorizationPolicies,
    ...inventory.legacyPolicies,
  ];
  const names = new Set(["", meshConfig.rootNamespace]);
  for (const { name } of inventory.namespaces) names.add(name);
  for (const { namespace } of named) names.add(namespace);
  return names;
}

function keyOf(finding: Finding): string {
  const { code, objects, services, params } = finding;
  const known = keys.get(finding);
  if (known !== undefined) return known;
  const names = [...objects, ...services.slice(0, 1)].map(refKey);
  const key = `${names.join()} ${code} ${JSON.stringify(params)}`;
  keys.set(finding, key);
  return key;
}

/** Most findings are those of the mesh before. */
const keys = new WeakMap<Finding, string>();

/** Severity, then the order of the codes; after that the first object's name decides. */
function rank({ severity, code }: Finding): number {
  return (
    FINDING_SEVERITIES.indexOf(severity) * FINDING_CODES.length +
    FINDING_CODES.indexOf(code)
  );
}
