/**
 * The order of the callers' columns. Few stand by name. Many, most of which are out of view, stand as the lines
 * below call for them, so that the calls to what is on top are at the left, where one looks. Pure.
 */
import type { ServiceRow } from "@/lib/api/contract";
import { isWide } from "./geometry";

/** null = callers without identity, who always stand first. */
export type Client = string | null;

/**
 * @param names every caller's namespace, by name
 * @param rows in the order of the lines
 * @param shown the order on the screen, kept as it is; newcomers stand at its end
 */
export function clientOrder(
  names: readonly string[],
  rows: Iterable<ServiceRow>,
  shown: readonly Client[],
): readonly Client[] {
  if (!isWide(names.length + 1)) return [null, ...names];
  const wanted = new Set<Client>(names);
  const order = new Set<Client>([null]);
  for (const client of shown) if (wanted.has(client)) order.add(client);
  for (const { cells } of rows) {
    for (const { client } of cells) if (wanted.has(client)) order.add(client);
  }
  for (const name of names) order.add(name);
  return [...order];
}
