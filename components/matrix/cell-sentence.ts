/** A cell in one sentence, as a tooltip shows it and a screen reader reads it. */
import type { Cell, ServiceRow } from "@/lib/api/contract";
import { openPortsOf } from "@/lib/mesh/readiness/open-ports";
import { formatCount } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import { formatSeen, type Reading } from "@/lib/words/seen";
import { words } from "@/lib/words/words";
import { cellTraffic, isOnlyRefused } from "./cell-view";
import {
  type Measured,
  plaintextUnits,
  totalOf,
  type Unit,
  unitsSeen,
} from "./traffic-figures";

export interface CellContext {
  readonly row: ServiceRow;
  readonly client: string | null;
  readonly cell: Cell | undefined;
  /** null = no figures. */
  readonly asOf: Reading | null;
}

/** e.g. "httpbin in foo, called from legacy: 214 plaintext requests, last plaintext now, policy PERMISSIVE" */
export function cellSentence(context: CellContext, language: Language): string {
  const { row, client } = context;
  const w = words(language).matrix.cell;
  const head = w.label(row.name, row.namespace, client);
  const separator = language === "zh" ? "，" : ", ";
  const facts = [...cellFacts(context, language), w.policy(row.mode)].join(
    separator,
  );
  return `${head}${language === "zh" ? "：" : ": "}${facts}`;
}

/** What is known of the calls, without the names of who and whom. */
export function cellFacts(context: CellContext, language: Language): string[] {
  const { row, cell, asOf } = context;
  const w = words(language).matrix.cell;
  if (cell?.refused && isOnlyRefused(cell)) {
    return [
      ...turnedAwayFacts(cell.refused, asOf, language),
      row.coverage.complete ? w.noneLetIn : absence(row, undefined, language),
    ];
  }
  if (!cell || unitsSeen(cell).length === 0) {
    return [absence(row, cell, language)];
  }
  const facts = unitFacts(cell, language);
  if (cell.lastPlaintextAt && asOf) {
    facts.push(
      w.lastPlaintext(formatSeen(cell.lastPlaintextAt, asOf, language)),
    );
  }
  const open = openPortsOf(row.verdict.reason);
  if (open.length > 0 && plaintextUnits(cell).length > 0) {
    facts.push(w.letIn(words(language).level.staysOpen(open)));
  }
  if (cell.refusedWhenStrict) {
    facts.push(
      row.verdict.state === "LOCKED" ? w.refusedNow : w.refusedIfLocked,
    );
  }
  if (cell.refused)
    facts.push(...turnedAwayFacts(cell.refused, asOf, language));
  return facts;
}

/** e.g. "12 connections turned away, last time 2 minutes ago" */
export function turnedAwayFacts(
  { requests, connections, lastAt }: NonNullable<Cell["refused"]>,
  asOf: Reading | null,
  language: Language,
): string[] {
  const w = words(language).matrix.cell;
  const count = (n: number) => formatCount(n, language);
  return [
    ...(requests > 0 ? [w.turnedAway(count(requests), "requests")] : []),
    ...(connections > 0
      ? [w.turnedAway(count(connections), "connections")]
      : []),
    ...(lastAt && asOf
      ? [w.lastTurnedAway(formatSeen(lastAt, asOf, language))]
      : []),
  ];
}

/** The figures of each unit in which anything was counted. */
export function unitFacts(measured: Measured, language: Language): string[] {
  return unitsSeen(measured).flatMap((unit) => {
    const w = words(language).matrix.cell;
    const counts = measured[unit];
    const total = totalOf(counts);
    const count = (n: number) => formatCount(n, language);
    const facts: string[] = [];
    if (counts.plaintext > 0) {
      facts.push(
        counts.plaintext === total
          ? w.plaintext(count(total), unit)
          : w.plaintextOf(count(counts.plaintext), count(total), unit),
      );
    } else if (counts.noStatement === 0) {
      facts.push(w.mutualTls(count(total), unit));
    }
    if (counts.noStatement > 0) {
      facts.push(w.noStatement(count(counts.noStatement), unit));
    }
    return facts;
  });
}

/** e.g. "212,407 requests, 16 connections": plaintext only, never one sum. */
export function plaintextFigures(
  measured: Measured,
  units: readonly Unit[],
  language: Language,
): string {
  const w = words(language).interface;
  return units
    .map((unit) => {
      const count = formatCount(measured[unit].plaintext, language);
      return unit === "requests" ? w.requests(count) : w.connections(count);
    })
    .join(language === "zh" ? "，" : ", ");
}

function absence(
  row: ServiceRow,
  cell: Cell | undefined,
  language: Language,
): string {
  const w = words(language).matrix.cell;
  if (cellTraffic(row, cell) !== "no_evidence") return w.none;
  const { reportingPods, proxiedPods } = row.coverage;
  if (reportingPods === 0) return w.noEvidence;
  return reportingPods < proxiedPods
    ? w.noEvidenceOfPods(
        formatCount(reportingPods, language),
        formatCount(proxiedPods, language),
      )
    : w.incomplete;
}
