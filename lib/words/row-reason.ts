import type { Reason } from "@/lib/mesh/readiness/reason";
import type { RowReasonWords } from "./en/row-reason";
import type { Language } from "./language";
import { reasonFacts } from "./reason-facts";
import { reasonSentence } from "./reason-sentence";
import { words } from "./words";

/** A verdict's reason in the few words a row has room for, e.g. "Plaintext from batch/report". */
export function rowReason(
  reason: Pick<Reason, "code" | "params" | "objects">,
  language: Language,
): string {
  const { rowReason: short } = words(language);
  const { code } = reason;
  const facts = reasonFacts(reason, language);
  const said = isShort(code, short)
    ? short[code](facts)
    : reasonSentence(reason, language).title;
  // Its own words say so already; any other reason that comes first would hide it.
  return code === "locked" || facts.openPorts.length === 0
    ? said
    : `${said} · ${words(language).level.staysOpen(facts.openPorts)}`;
}

function isShort(
  code: Reason["code"],
  short: RowReasonWords,
): code is keyof RowReasonWords {
  return Object.hasOwn(short, code);
}
