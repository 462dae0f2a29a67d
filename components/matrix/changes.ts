/** What became different between two snapshots of the same window, as far as the matrix shows it. Pure. */
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import { rowKey } from "./row-order";

/** Keys "namespace/name" for a row's policy or verdict, "namespace/name@client" for a cell's calls. */
export type Changes = ReadonlySet<string>;

export const NO_CHANGES: Changes = new Set();

export function cellKey(row: ServiceRow, client: string | null): string {
  return `${rowKey(row)}@${client ?? ""}`;
}

export function groupCellKey(namespace: string, client: string | null): string {
  return `${namespace}@${client ?? ""}`;
}

/**
 * Counts grow all the time and are no change; a different kind of traffic, policy or verdict is.
 * What changes in a service changes its namespace too: keys without a "/" are of that line.
 */
export function changesBetween(before: Snapshot, after: Snapshot): Changes {
  if (before.window !== after.window) return NO_CHANGES;
  const known = new Map(before.services.map((row) => [rowKey(row), row]));
  const changed = new Set<string>();
  for (const row of after.services) {
    const key = rowKey(row);
    const old = known.get(key);
    if (!old || old === row) continue;
    if (old.mode !== row.mode || old.verdict.state !== row.verdict.state) {
      changed.add(key).add(row.namespace);
    }
    for (const client of changedClients(old, row)) {
      changed.add(cellKey(row, client));
      changed.add(groupCellKey(row.namespace, client));
    }
  }
  return changed;
}

/** Lists of a few cells each, ten thousand times: looked through rather than indexed. */
function changedClients(before: ServiceRow, after: ServiceRow) {
  const clients: (string | null)[] = [];
  for (const { client, traffic, refused } of after.cells) {
    const was = before.cells.find((cell) => cell.client === client);
    const isSame =
      was?.traffic === traffic && !was.refused === (refused === null);
    if (!isSame) clients.push(client);
  }
  for (const { client } of before.cells) {
    if (!after.cells.some((cell) => cell.client === client)) {
      clients.push(client);
    }
  }
  return clients;
}
