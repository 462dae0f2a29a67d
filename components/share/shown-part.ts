/** What of a large view finds room, and what is left out. What speaks of plaintext goes first. Pure. */
import type { Line } from "@/components/matrix/lines";
import { rowKey } from "@/components/matrix/row-order";
import { hasPlaintext } from "@/components/matrix/traffic-figures";
import type { Cell, ServiceRow } from "@/lib/api/contract";

/** Namespaces alone, each folded; where the view has none, its lines as they are. */
export function foldedLines(lines: readonly Line[]): readonly Line[] {
  const groups = lines.flatMap((line) =>
    line.kind === "group"
      ? [{ ...line, group: { ...line.group, open: false } }]
      : [],
  );
  return groups.length === 0 ? lines : groups;
}

/** Every service the lines stand for, each once: those of folded namespaces too. */
export function rowsOf(lines: readonly Line[]): ServiceRow[] {
  const rows = new Map<string, ServiceRow>();
  for (const line of lines) {
    const members = line.kind === "group" ? line.group.rows : [line.row];
    for (const row of members) rows.set(rowKey(row), row);
  }
  return [...rows.values()];
}

export interface ShownLines {
  readonly lines: readonly Line[];
  /** Services that neither have a line nor belong to a folded namespace that has one. */
  readonly leftOut: readonly ServiceRow[];
}

/** The first lines, in the page's order. The head of a namespace never stands last, with nothing below it. */
export function shownLines(all: readonly Line[], maxLines: number): ShownLines {
  const lines = all.slice(0, maxLines);
  const last = lines.at(-1);
  if (all.length > lines.length && last?.kind === "group" && last.group.open) {
    lines.pop();
  }
  const told = new Set<string>();
  for (const line of lines) {
    if (line.kind === "service") told.add(rowKey(line.row));
    else if (line.kind === "group" && !line.group.open) {
      for (const row of line.group.rows) told.add(rowKey(row));
    }
  }
  return {
    lines,
    leftOut: rowsOf(all).filter((row) => !told.has(rowKey(row))),
  };
}

export interface ShownClients {
  readonly clients: readonly (string | null)[];
  readonly leftOut: number;
  /** How many of those left out sent plaintext, or would be refused, or are. */
  readonly leftOutWithPlaintext: number;
}

/**
 * The columns. Where all find room they keep their order; else callers without identity come first,
 * then those with plaintext, then those of whom nothing is known (semantics D4), then the others.
 *
 * @param rows all services of the view, also those that find no room
 */
export function shownClients(
  clients: readonly (string | null)[],
  rows: readonly ServiceRow[],
  maxClients: number,
): ShownClients {
  if (clients.length <= maxClients) {
    return { clients, leftOut: 0, leftOutWithPlaintext: 0 };
  }
  const ranks = ranksOf(rows);
  const rank = (client: string | null) => ranks.get(client) ?? RANKS.nothing;
  const order = clients.toSorted((a, b) => rank(a) - rank(b));
  const rest = order.slice(maxClients);
  return {
    clients: order.slice(0, maxClients),
    leftOut: rest.length,
    leftOutWithPlaintext: rest.filter((c) => rank(c) <= RANKS.plaintext).length,
  };
}

const RANKS = { noIdentity: 0, plaintext: 1, unknown: 2, calls: 3, nothing: 4 };

function ranksOf(rows: readonly ServiceRow[]): Map<string | null, number> {
  const ranks = new Map<string | null, number>([[null, RANKS.noIdentity]]);
  for (const cell of rows.flatMap((row) => row.cells)) {
    const known = ranks.get(cell.client) ?? RANKS.nothing;
    ranks.set(cell.client, Math.min(known, rankOf(cell)));
  }
  return ranks;
}

function rankOf(cell: Cell): number {
  if (hasPlaintext(cell) || cell.refusedWhenStrict || cell.refused) {
    return RANKS.plaintext;
  }
  const { traffic } = cell;
  switch (traffic) {
    case "plaintext":
    case "mixed":
      return RANKS.plaintext;
    case "no_evidence":
      return RANKS.unknown;
    case "mutual_tls":
      return RANKS.calls;
    case "none":
      return RANKS.nothing;
    default:
      return traffic satisfies never;
  }
}
