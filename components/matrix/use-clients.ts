"use client";
import { useMemo, useState } from "react";
import type { ServiceRow } from "@/lib/api/contract";
import { type Client, clientOrder } from "./client-order";
import type { Line } from "./lines";

/**
 * The callers' columns in their order, which changes with another arrangement of the lines and never by itself:
 * a column that moves while it is read is worse than one that stands a little too far right.
 * @param arrangement names the sorting and filtering the reader asked for
 */
export function useClients(
  names: readonly string[],
  lines: readonly Line[],
  arrangement: string,
): readonly Client[] {
  const [shown, setShown] = useState<{
    readonly arrangement: string;
    readonly order: readonly Client[];
  } | null>(null);
  const kept = shown?.arrangement === arrangement ? shown.order : null;
  const order = useMemo(
    () =>
      kept && holdsAll(kept, names)
        ? kept
        : clientOrder(names, servicesOf(lines), kept ?? []),
    [kept, names, lines],
  );
  if (shown?.order !== order) setShown({ arrangement, order });
  return order;
}

function holdsAll(order: readonly Client[], names: readonly string[]): boolean {
  if (order.length !== names.length + 1) return false;
  const held = new Set(order);
  return names.every((name) => held.has(name));
}

/** The services behind each line; those of an open namespace have lines of their own. */
function* servicesOf(lines: readonly Line[]): Iterable<readonly ServiceRow[]> {
  for (const line of lines) {
    if (line.kind === "service") yield [line.row];
    if (line.kind === "group" && !line.group.open) yield line.group.rows;
  }
}
