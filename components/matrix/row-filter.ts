/** Which rows a filter leaves. Every criterion is one question; all of them must say yes. Pure. */
import type { ServiceRow } from "@/lib/api/contract";

export interface RowFilter {
  readonly text: string;
  readonly permissive: boolean;
  readonly policies: readonly ServiceRow["policy"]["mode"][];
  readonly evidence: readonly ServiceRow["evidence"][];
  readonly verdicts: readonly ServiceRow["verdict"]["state"][];
}

export function filterRows(
  rows: readonly ServiceRow[],
  filter: RowFilter,
): ServiceRow[] {
  const text = filter.text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (!filter.permissive || isStillPermissive(row)) &&
      among(filter.policies, row.policy.mode) &&
      among(filter.evidence, row.evidence) &&
      among(filter.verdicts, row.verdict.state) &&
      (text === "" || names(row).some((name) => name.includes(text))),
  );
}

/** Plaintext is, or may be, accepted somewhere. A mode that could not be read counts: it is not known to be safe. */
export function isStillPermissive(row: ServiceRow): boolean {
  const mode = row.policy.mode;
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

export function isFiltering(filter: RowFilter): boolean {
  return (
    filter.text.trim() !== "" ||
    filter.permissive ||
    filter.policies.length + filter.evidence.length + filter.verdicts.length > 0
  );
}

function among<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function names(row: ServiceRow): string[] {
  const callers = row.cells.flatMap((cell) => [
    cell.client ?? "",
    ...cell.callers.map((caller) => `${caller.namespace}/${caller.workload}`),
  ]);
  return [`${row.namespace}/${row.name}`, ...callers].map((name) =>
    name.toLowerCase(),
  );
}
