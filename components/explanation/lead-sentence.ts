/** The whole explanation of one port in a sentence or two: what it accepts, and who decided that. */
import { objectName } from "@/components/matrix/object-name";
import type {
  PolicyLevel,
  PolicyStep,
  PortExplanation,
} from "@/lib/mesh/explanation/explanation";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { ObjectRef } from "@/lib/mesh/objects";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";
import type { Doubts } from "./doubts";
import { sentences } from "./sentences";

type Claimed = Pick<
  PortExplanation,
  "workload" | "targetPort" | "steps" | "asked" | "enforcement" | "mode"
>;

/** e.g. "Port 8080 of cart accepts mutual TLS only, because PeerAuthentication … says STRICT for …" */
export function leadSentence(
  port: Claimed,
  doubts: Doubts,
  language: Language,
): string {
  const w = words(language).explanation;
  const { targetPort, workload } = port;
  const subject = w.subject(String(targetPort), workload.name);
  if (doubts.policies) return w.unreadable.port(subject);
  const claim = claimOf(port, subject, language);
  return doubts.any ? w.unreadable.asFar(claim) : claim;
}

function claimOf(port: Claimed, subject: string, language: Language): string {
  const w = words(language).explanation;
  const decider = deciderOf(port.steps);
  if (port.mode === null) {
    const open = w.open(subject, w.enforcement.cause[port.enforcement.because]);
    if (decider === null) return open;
    const vain = w.inVain(objectName(decider.winner), decider.says);
    return sentences([open, vain], language);
  }
  const claim = w.accepts[port.mode](subject);
  if (port.mode !== port.asked) {
    const deviates = w.deviates[port.enforcement.point](port.asked);
    return sentences([w.plain(claim), deviates], language);
  }
  const because =
    decider === null
      ? w.because.nobody[port.mode]
      : w.because[decider.level](objectName(decider.winner), decider.says);
  return w.sentence(claim, because);
}

interface Decider {
  readonly level: PolicyLevel;
  readonly winner: ObjectRef;
  readonly says: MutualTlsMode;
}

/** The closest object that speaks; null = nobody does, and Istio's default holds. */
export function deciderOf(steps: readonly PolicyStep[]): Decider | null {
  for (const { level, winner, says } of steps.toReversed()) {
    if (winner !== null && says !== null && says !== "UNSET") {
      return { level, winner, says };
    }
  }
  return null;
}
