import { compareText } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import { ambientFindings } from "./ambient-findings";
import { conflictFindings } from "./conflict-findings";
import { FINDING_CODES, FINDING_SEVERITIES, type Finding } from "./finding";
import { legacyFindings } from "./legacy-findings";
import { policyFindings } from "./policy-findings";
import { proxyFindings } from "./proxy-findings";
import { ruleFindings } from "./rule-findings";

/**
 * Everything that is wrong, dead or deceptive in a mesh, the worst first; the same mesh always gives the
 * same list, however its objects were ordered. How severity is chosen:
 *
 *   error    clients that we know of fail, or plaintext gets in where a policy asks for STRICT
 *   warning  an exception that does not hold, or anything whose harm depends on callers we do not see
 *   info     nothing would change without it
 *
 * What could not be read looks like what does not exist: the caller says which sources were incomplete.
 */
export function findFindings(index: MeshIndex): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const find of TOPICS) {
    for (const finding of find(index)) findings.set(keyOf(finding), finding);
  }
  return [...findings]
    .sort(([a, x], [b, y]) => rank(x) - rank(y) || compareText(a, b))
    .map(([, finding]) => finding);
}

const TOPICS = [
  policyFindings,
  conflictFindings,
  ruleFindings,
  proxyFindings,
  ambientFindings,
  legacyFindings,
] as const;

function keyOf({ code, objects, services, params }: Finding): string {
  const names = [...objects, ...services.slice(0, 1)].map(refKey);
  return `${names.join()} ${code} ${JSON.stringify(params)}`;
}

/** Severity, then the order of the codes; after that the first object's name decides. */
function rank({ severity, code }: Finding): number {
  return (
    FINDING_SEVERITIES.indexOf(severity) * FINDING_CODES.length +
    FINDING_CODES.indexOf(code)
  );
}
