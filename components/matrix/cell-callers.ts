import type { Caller, Cell } from "@/lib/api/contract";

/** A cell without named callers still had calls: they are listed as one caller. */
export function callersOf(cell: Cell): readonly Caller[] {
  if (cell.callers.length > 0) return cell.callers;
  const { client, requests, connections, lastPlaintextAt } = cell;
  return [
    {
      namespace: client,
      workload: null,
      principal: null,
      requests,
      connections,
      lastPlaintextAt,
    },
  ];
}
