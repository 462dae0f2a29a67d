/** A caller of an opened service in words. */
import type { Caller, Cell, ServiceRow } from "@/lib/api/contract";
import { openPortsOf } from "@/lib/mesh/readiness/open-ports";
import type { Language } from "@/lib/words/language";
import { formatSeen, type Reading } from "@/lib/words/seen";
import { type Words, words } from "@/lib/words/words";
import { turnedAwayFacts, unitFacts } from "./cell-sentence";
import { callerCellView } from "./cell-view";
import { rowKey } from "./row-order";
import { plaintextUnits } from "./traffic-figures";

export interface CallerContext {
  readonly row: ServiceRow;
  readonly caller: Caller;
  /** What of its calls was turned away; null = nothing. */
  readonly refused: Cell["refused"];
  /** null = no figures. */
  readonly asOf: Reading | null;
}

/** e.g. "front in web calls shop/cart: 10 requests, all mutual TLS" */
export function callerCellSentence(
  context: CallerContext,
  language: Language,
): string {
  const w = words(language);
  const { row, caller } = context;
  const head = w.level.callerCell(callerName(caller, w), rowKey(row));
  const [colon, comma] = language === "zh" ? ["：", "，"] : [": ", ", "];
  return `${head}${colon}${callerFacts(context, language).join(comma)}`;
}

export function callerFacts(
  { row, caller, refused, asOf }: CallerContext,
  language: Language,
): string[] {
  const w = words(language).matrix.cell;
  const facts = unitFacts(caller, language);
  if (facts.length === 0 && !refused) facts.push(w.none);
  if (caller.lastPlaintextAt && asOf) {
    const when = formatSeen(caller.lastPlaintextAt, asOf, language);
    facts.push(w.lastPlaintext(when));
  }
  const open = openPortsOf(row.verdict.reason);
  if (open.length > 0 && plaintextUnits(caller).length > 0) {
    facts.push(w.letIn(words(language).level.staysOpen(open)));
  }
  if (callerCellView(row, caller, true, false).refused) {
    facts.push(refusedWord(row, words(language)));
  }
  if (refused) facts.push(...turnedAwayFacts(refused, asOf, language));
  return facts;
}

/** What STRICT does to a caller in plaintext, or does already. */
export function refusedWord({ verdict }: ServiceRow, w: Words): string {
  const { refusedNow, refusedIfLocked } = w.matrix.cell;
  return verdict.state === "LOCKED" ? refusedNow : refusedIfLocked;
}

export function callerName({ workload, namespace }: Caller, w: Words): string {
  if (workload === null && namespace === null) return w.matrix.caller.unnamed;
  return w.level.caller(
    workload ?? w.level.unnamed,
    namespace ?? w.interface.noIdentity,
  );
}
