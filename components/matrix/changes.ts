/** What became different between two snapshots of the same window, as far as the matrix shows it. Pure. */
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import { rowKey } from "./row-order";

/** Keys "namespace/name" for a row's policy or verdict, "namespace/name@client" for a cell's calls. */
export type Changes = ReadonlySet<string>;

export const NO_CHANGES: Changes = new Set();

export function cellKey(row: ServiceRow, client: string | null): string {
  return `${rowKey(row)}@${client ?? ""}`;
}

/** Counts grow all the time and are no change; a different kind of traffic, policy or verdict is. */
export function changesBetween(before: Snapshot, after: Snapshot): Changes {
  if (before.window !== after.window) return NO_CHANGES;
  const known = new Map(before.services.map((row) => [rowKey(row), row]));
  const changed = new Set<string>();
  for (const row of after.services) {
    const old = known.get(rowKey(row));
    if (!old || old === row) continue;
    if (
      old.policy.mode !== row.policy.mode ||
      old.verdict.state !== row.verdict.state
    ) {
      changed.add(rowKey(row));
    }
    for (const client of changedClients(old, row)) {
      changed.add(cellKey(row, client));
    }
  }
  return changed;
}

function changedClients(before: ServiceRow, after: ServiceRow) {
  const was = new Map(before.cells.map((cell) => [cell.client, cell.traffic]));
  const is = new Map(after.cells.map((cell) => [cell.client, cell.traffic]));
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (client) => was.get(client) !== is.get(client),
  );
}
