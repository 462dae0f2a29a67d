/** The services as a spreadsheet takes them: codes and ISO times, whatever the page looks like. Pure. */
import type { ServiceRow } from "@/lib/api/contract";
import type { Language } from "@/lib/words/language";
import { reasonSentence } from "@/lib/words/reason-sentence";
import { type CsvField, csvOf } from "./csv";
import { callerCount } from "./table-order";

const HEAD = [
  "namespace",
  "service",
  "policy",
  "data_plane",
  "requests_mutual_tls",
  "requests_plaintext",
  "requests_no_statement",
  "connections_mutual_tls",
  "connections_plaintext",
  "connections_no_statement",
  "last_plaintext_at_the_latest",
  "callers",
  "evidence",
  "verdict",
  "first_reason",
  "further_reasons",
  "refused_requests",
  "refused_connections",
  "refused_last_at_the_latest",
] as const;

export function tableCsv(
  rows: readonly ServiceRow[],
  language: Language,
): string {
  return csvOf([HEAD, ...rows.map((row) => lineOf(row, language))]);
}

function lineOf(row: ServiceRow, language: Language): CsvField[] {
  const { requests, connections, verdict } = row;
  const figure = (count: number) => knownCount(row, count) ?? "";
  return [
    row.namespace,
    row.name,
    row.mode,
    row.dataPlane,
    figure(requests.mutualTls),
    figure(requests.plaintext),
    figure(requests.noStatement),
    figure(connections.mutualTls),
    figure(connections.plaintext),
    figure(connections.noStatement),
    row.lastPlaintextAt ?? "",
    figure(callerCount(row)),
    row.evidence,
    verdict.state,
    reasonSentence(verdict.reason, language).title,
    verdict.more,
    row.refused?.requests ?? "",
    row.refused?.connections ?? "",
    row.refused?.lastAt ?? "",
  ];
}

/** Nothing counted is no zero where telemetry is silent (semantics D4). */
export function knownCount(row: ServiceRow, count: number): number | null {
  return count === 0 && row.evidence === "no_evidence" ? null : count;
}
