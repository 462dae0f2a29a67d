/**
 * The order of the callers' columns. Few stand by name. Of many, most of which are out of view, those stand first
 * whom most of the topmost lines know, so that what is at the left says something about every line; then those
 * whom most lines of all know. Pure.
 */
import type { ServiceRow } from "@/lib/api/contract";
import { isWide } from "./geometry";

/** null = callers without identity, who always stand first. */
export type Client = string | null;

/** So many lines are on top: about as many as a screen shows. */
const TOP_LINES = 24;

/**
 * @param names every caller's namespace, by name
 * @param lines the services of each line, in the order of the lines
 * @param shown the order on the screen, kept as it is; newcomers stand at its end
 */
export function clientOrder(
  names: readonly string[],
  lines: Iterable<readonly ServiceRow[]>,
  shown: readonly Client[],
): readonly Client[] {
  if (!isWide(names.length + 1)) return [null, ...names];
  const wanted = new Set<Client>(names);
  const order = new Set<Client>([null]);
  for (const client of shown) if (wanted.has(client)) order.add(client);
  const calls = callsOf(lines);
  const known = names.filter((name) => calls.has(name));
  known.sort((a, b) => byCalls(calls.get(a), calls.get(b)));
  for (const name of known) order.add(name);
  for (const name of names) order.add(name);
  return [...order];
}

/** Lines that a caller calls. */
interface Calls {
  top: number;
  all: number;
}

function callsOf(lines: Iterable<readonly ServiceRow[]>): Map<Client, Calls> {
  const calls = new Map<Client, Calls>();
  let line = 0;
  for (const rows of lines) {
    const top = line < TOP_LINES ? 1 : 0;
    line += 1;
    for (const client of clientsOf(rows)) {
      const known = calls.get(client);
      if (known) {
        known.top += top;
        known.all += 1;
      } else {
        calls.set(client, { top, all: 1 });
      }
    }
  }
  return calls;
}

function clientsOf(rows: readonly ServiceRow[]): Set<Client> {
  const clients = new Set<Client>();
  for (const { cells } of rows) {
    for (const { client } of cells) clients.add(client);
  }
  return clients;
}

/** Stable sorting leaves equals by name. */
function byCalls(a: Calls = NONE, b: Calls = NONE): number {
  return b.top - a.top || b.all - a.all;
}

const NONE: Calls = { top: 0, all: 0 };
