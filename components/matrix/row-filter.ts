/** Which rows a filter leaves. Every criterion is one question; all of them must say yes. Pure. */
import type { Cell, ServiceRow } from "@/lib/api/contract";
import { trafficStateSchema } from "@/lib/api/contract";
import { openPortsOf } from "@/lib/mesh/readiness/open-ports";
import { isOnlyRefused } from "./cell-view";
import { rowKey } from "./row-order";

/** What a service's cells can show: how its calls are, that STRICT would refuse some, that it turns some away. */
export const CALL_MARKS = [
  ...trafficStateSchema.options,
  "refused",
  "knocking",
] as const;
export type CallMark = (typeof CALL_MARKS)[number];

export interface RowFilter {
  /** Words, each of which a name of the service or of a caller contains. */
  readonly text: string;
  readonly permissive: boolean;
  readonly policies: readonly ServiceRow["mode"][];
  readonly evidence: readonly ServiceRow["evidence"][];
  readonly verdicts: readonly ServiceRow["verdict"]["state"][];
  readonly namespaces: readonly string[];
  /** Namespaces that call; null = callers without identity. */
  readonly callers: readonly (string | null)[];
  readonly planes: readonly ServiceRow["dataPlane"][];
  readonly calls: readonly CallMark[];
  /** Services that a chosen finding names, as "namespace/name"; null = no finding is chosen. */
  readonly named: ReadonlySet<string> | null;
}

export const NO_FILTER: RowFilter = {
  text: "",
  permissive: false,
  policies: [],
  evidence: [],
  verdicts: [],
  namespaces: [],
  callers: [],
  planes: [],
  calls: [],
  named: null,
};

export function filterRows(
  rows: readonly ServiceRow[],
  filter: RowFilter,
): ServiceRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const namespaces = new Set(filter.namespaces);
  return rows.filter(
    (row) =>
      (!filter.permissive || isStillPermissive(row)) &&
      among(filter.policies, row.mode) &&
      among(filter.evidence, row.evidence) &&
      among(filter.verdicts, row.verdict.state) &&
      among(filter.planes, row.dataPlane) &&
      (namespaces.size === 0 || namespaces.has(row.namespace)) &&
      (filter.named === null || filter.named.has(rowKey(row))) &&
      hasCalls(row, filter) &&
      words.every((word) => isNamed(row, word)),
  );
}

/** Plaintext is, or may be, accepted somewhere. A mode that could not be read counts: it is not known to be safe. */
export function isStillPermissive(row: ServiceRow): boolean {
  const { mode } = row;
  if (openPortsOf(row.verdict.reason).length > 0) return true;
  switch (mode) {
    case "PERMISSIVE":
    case "MIXED":
    case "DISABLE":
    case "UNKNOWN":
      return true;
    case "STRICT":
    case "NOT_ENFORCED":
    case "EXTERNAL":
      return false;
    default:
      return mode satisfies never;
  }
}

/** One and the same cell must be of a chosen caller and show a chosen mark. */
function hasCalls(row: ServiceRow, filter: RowFilter): boolean {
  const { calls, callers } = filter;
  if (callers.length === 0) {
    return calls.length === 0 || calls.some((mark) => shows(row, mark));
  }
  return row.cells.some(
    (cell) =>
      callers.includes(cell.client) &&
      (calls.length === 0 || calls.some((mark) => cellShows(cell, mark))),
  );
}

function shows(row: ServiceRow, mark: CallMark): boolean {
  switch (mark) {
    case "none":
      return row.evidence === "no_traffic" && row.refused === null;
    case "no_evidence":
      // An absent cell means unknown where telemetry is incomplete (semantics D4).
      return row.evidence === "no_evidence" || !row.coverage.complete;
    case "mutual_tls":
    case "mixed":
    case "plaintext":
    case "refused":
    case "knocking":
      return row.cells.some((cell) => cellShows(cell, mark));
    default:
      return mark satisfies never;
  }
}

function cellShows(cell: Cell, mark: CallMark): boolean {
  switch (mark) {
    case "refused":
      return cell.refusedWhenStrict || cell.refused !== null;
    case "knocking":
      return cell.refused !== null;
    case "mutual_tls":
    case "mixed":
    case "plaintext":
    case "none":
    case "no_evidence":
      return cell.traffic === mark && !isOnlyRefused(cell);
    default:
      return mark satisfies never;
  }
}

function among<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/**
 * Whether a name of the row holds the word, which is in lower case as all names of Kubernetes are.
 * Nothing is put together beforehand: ten thousand rows are searched with every letter.
 */
function isNamed(row: ServiceRow, word: string): boolean {
  if (row.name.includes(word) || row.namespace.includes(word)) return true;
  const path = word.includes("/");
  if (path && rowKey(row).includes(word)) return true;
  return row.cells.some(({ client, callers }) => {
    if (client?.includes(word)) return true;
    return callers.some((workload) =>
      path
        ? `${client ?? ""}/${workload}`.includes(word)
        : workload.includes(word),
    );
  });
}
