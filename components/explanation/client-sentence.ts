/** One kind of caller in words: what decides what it sends. How it ends is `outcomeSentence`. */
import { objectName } from "@/components/matrix/object-name";
import type {
  ClientExplanation,
  ClientRule,
} from "@/lib/mesh/explanation/explanation";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";
import { sentences } from "./sentences";

/** e.g. "DestinationRule web/x says DISABLE, so plaintext is sent. It stands in the caller's namespace …" */
export function clientSentence(
  client: ClientExplanation,
  language: Language,
): string {
  const w = words(language).explanation.clients;
  const sends = w.sends[client.sends];
  const { rule, because } = client;
  if (because !== "rule") {
    const silent = rule?.winner ? [w.silentRule(objectName(rule.winner))] : [];
    const decides = rule?.winner ? w.decidesAnyway : w.decides;
    return sentences([...silent, decides[because](sends)], language);
  }
  if (!rule?.winner || rule.says === null) return w.ruleUnnamed(sends);
  const all = [
    w.rule(
      objectName(rule.winner),
      rule.says,
      rule.saidAt ? w.saidAt[rule.saidAt] : "",
      sends,
    ),
  ];
  if (rule.foundIn) all.push(w.found[rule.foundIn]);
  if (rule.mergedFrom.length > 0)
    all.push(w.merged(rule.mergedFrom.map(objectName).join(", ")));
  return sentences(all, language);
}

/** e.g. "DestinationRule shop/y (ISTIO_MUTUAL) is not used: it would be searched later." */
export function ruleLossSentence(
  { object, says, reason }: ClientRule["losers"][number],
  language: Language,
): string {
  const w = words(language).explanation.clients;
  return w.hides(objectName(object), says, w.ruleLoss[reason]);
}
