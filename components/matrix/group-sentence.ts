/** A namespace's cell and its figures in words, as a tooltip shows them and a screen reader reads them. */
import type { VerdictState } from "@/lib/mesh/readiness/reason";
import { formatCount } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import { rowReason } from "@/lib/words/row-reason";
import { formatSeen, type Reading } from "@/lib/words/seen";
import { formatShare } from "@/lib/words/share";
import { words } from "@/lib/words/words";
import { unitFacts } from "./cell-sentence";
import { groupFigures } from "./group-figures";
import type { Group } from "./row-groups";
import { totalOf, unitsSeen } from "./traffic-figures";

export interface GroupCellContext {
  readonly group: Group;
  readonly client: string | null;
  /** null = no figures. */
  readonly asOf: Reading | null;
}

/** e.g. "services of shop, called from web: 2 of 5 services called, 214 plaintext requests" */
export function groupCellSentence(
  context: GroupCellContext,
  language: Language,
): string {
  const { group, client } = context;
  const head = words(language).level.cell(group.namespace, client);
  const [colon, comma] = language === "zh" ? ["：", "，"] : [": ", ", "];
  return `${head}${colon}${groupCellFacts(context, language).join(comma)}`;
}

/** What is known of the calls, without the names of who and whom. */
export function groupCellFacts(
  { group, client, asOf }: GroupCellContext,
  language: Language,
): string[] {
  const w = words(language);
  const { cells, blind } = groupFigures(group.rows);
  const count = (n: number) => formatCount(n, language);
  const cell = cells.get(client);
  const knocked = cell?.knockedAt.length ?? 0;
  if (!cell || unitsSeen(cell).length === 0) {
    const unseen = cell?.unseen ?? blind;
    const absence = knocked > 0 ? w.matrix.cell.noneLetIn : w.matrix.cell.none;
    return [
      ...(knocked > 0 ? [w.level.turnedAway(count(knocked))] : []),
      unseen === 0 ? absence : w.level.unseen(count(unseen)),
    ];
  }
  const facts = [
    w.level.called(count(cell.called.length), count(group.rows.length)),
    ...unitFacts(cell, language),
  ];
  if (cell.lastPlaintextAt && asOf) {
    const when = formatSeen(cell.lastPlaintextAt, asOf, language);
    facts.push(w.matrix.cell.lastPlaintext(when));
  }
  if (cell.unseen > 0) facts.push(w.level.unseen(count(cell.unseen)));
  if (knocked > 0) facts.push(w.level.turnedAway(count(knocked)));
  const now = cell.refusing.filter((row) => row.verdict.state === "LOCKED");
  const later = cell.refusing.length - now.length;
  if (now.length > 0) facts.push(w.level.refusedNow(count(now.length)));
  if (later > 0) facts.push(w.level.refusedIfLocked(count(later)));
  return facts;
}

/** e.g. "6 services · 5 locked · 99.98 % · 91.4 % of connections" */
export function groupSummary(group: Group, language: Language): string {
  const { rows } = group;
  const w = words(language).matrix.group;
  const count = (n: number) => formatCount(n, language);
  const { requests, connections, coverage, verdicts, ajar } =
    groupFigures(rows);
  const { LOCKED: locked } = verdicts;
  const parts = [w.services(count(rows.length))];
  if (locked === rows.length && ajar === 0) parts.push(w.allLocked);
  else if (locked > 0) parts.push(w.locked(count(locked)));
  parts.push(...leftToDo(group, language));
  if (totalOf(requests) > 0) {
    parts.push(formatShare(requests.mutualTls, totalOf(requests)));
  }
  if (totalOf(connections) > 0) {
    const share = formatShare(connections.mutualTls, totalOf(connections));
    parts.push(w.connections(share));
  }
  if (coverage.reportingPods < coverage.proxiedPods) {
    parts.push(
      w.partial(count(coverage.reportingPods), count(coverage.proxiedPods)),
    );
  }
  return parts.join(" · ");
}

/** Some words about a namespace's services, and the verdict they speak of; null = of all verdicts. */
export interface VerdictFact {
  readonly state: VerdictState | null;
  readonly text: string;
}

/** What follows the worst verdict of a namespace, e.g. "3 of 5", "2 ready"; "all 5" where all have it. */
export function verdictFacts(group: Group, language: Language): VerdictFact[] {
  const { verdicts, worst } = groupFigures(group.rows);
  if (worst === null) return [];
  const w = words(language).level;
  const count = (n: number) => formatCount(n, language);
  const [only, ...others] = group.rows;
  if (only && others.length === 0) {
    const text = rowReason(only.verdict.reason, language);
    return [{ state: null, text }];
  }
  const all = group.rows.length;
  if (verdicts[worst] === all) {
    return [
      { state: null, text: w.all(count(all)) },
      ...openPorts(group, language),
    ];
  }
  const text = w.ofAll(count(verdicts[worst]), count(all));
  return [{ state: null, text }, ...leftOver(group, language, worst)];
}

/** What is left of a namespace, e.g. "3 blocked", "2 ready". */
export function leftToDo(group: Group, language: Language): string[] {
  return leftOver(group, language, null).map(({ text }) => text);
}

/** Locked services are no end of the work while ports of their pods stay open. */
function openPorts({ rows }: Group, language: Language): VerdictFact[] {
  const { ajar } = groupFigures(rows);
  if (ajar === 0) return [];
  const text = words(language).level.withOpenPorts(formatCount(ajar, language));
  return [{ state: null, text }];
}

function leftOver(
  group: Group,
  language: Language,
  except: VerdictState | null,
): VerdictFact[] {
  const { verdicts } = groupFigures(group.rows);
  const w = words(language).matrix.group;
  const count = (n: number) => formatCount(n, language);
  const isReady = except === "READY" || except === "READY_WITH_WARNINGS";
  const ready = isReady ? 0 : verdicts.READY + verdicts.READY_WITH_WARNINGS;
  const { BLOCKED: blocked, UNKNOWN: unknown } = verdicts;
  return [
    ...openPorts(group, language),
    ...(blocked > 0 && except !== "BLOCKED"
      ? [{ state: "BLOCKED" as const, text: w.blocked(count(blocked)) }]
      : []),
    ...(unknown > 0 && except !== "UNKNOWN"
      ? [{ state: "UNKNOWN" as const, text: w.unknown(count(unknown)) }]
      : []),
    ...(ready > 0
      ? [{ state: "READY" as const, text: w.ready(count(ready)) }]
      : []),
  ];
}
