/** Which findings a query is about. Pure. */
import type { Finding } from "@/lib/mesh/findings/finding";
import { type FindingsQuery, wordsOf } from "./findings-contract";

/** All but the severity and the code, which are counted whichever is asked for. */
export function isInScope(finding: Finding, query: FindingsQuery): boolean {
  return isAbout(finding, query) && holdsText(finding, query);
}

function isAbout(
  { objects, services }: Finding,
  { namespace, service }: FindingsQuery,
): boolean {
  if (namespace === undefined) return true;
  const named = service === undefined ? [...objects, ...services] : services;
  return named.some(
    (ref) =>
      ref.namespace === namespace &&
      (service === undefined || ref.name === service),
  );
}

/** Every word must occur somewhere; which word a title holds, the reader's language decides. */
function holdsText(
  finding: Finding,
  { text = "", titled }: FindingsQuery,
): boolean {
  const words = wordsOf(text);
  if (words.length === 0) return true;
  const hay = haystack(finding);
  return words.every(
    (word, at) => hay.includes(word) || titled?.get(at)?.has(finding.code),
  );
}

function haystack({ code, objects, services, params }: Finding): string {
  const names = [...objects, ...services].map(
    ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`,
  );
  return [code, ...names, ...Object.values(params)].join("\n").toLowerCase();
}
