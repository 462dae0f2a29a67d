/** Who called and why, in words. Pure. */
import type {
  AttributedCallerDto,
  PlaintextCauseDto,
} from "@/lib/api/attribution-contract";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";

type Ref = NonNullable<AttributedCallerDto["object"]>;

/** e.g. "Deployment legacy/sleep", "Namespace legacy" */
export function objectName({ kind, namespace, name }: Ref): string {
  return namespace === "" ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

export function whoName(
  who: AttributedCallerDto["who"],
  language: Language,
): string {
  const w = words(language).attribution.who;
  switch (who.kind) {
    case "workload":
      return objectName(who.workload);
    case "node":
      return w.node(who.node, who.apiServer);
    case "api-server":
      return w.apiServer;
    case "load-balancer":
      return objectName(who.service);
    default:
      return who satisfies never;
  }
}

/** Why it sends plaintext. A cause whose object is not known still makes a sentence. */
export function causeSentence(
  cause: PlaintextCauseDto,
  object: Ref | null,
  language: Language,
): string {
  const { causes } = words(language).attribution;
  return causes[cause](object === null ? "?" : objectName(object));
}
