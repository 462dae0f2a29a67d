"use client";
import { useCallback, useState } from "react";
import type { Line } from "./lines";
import { rowKey } from "./row-order";

const NONE: ReadonlySet<string> = new Set();

/** Services chosen to do something with all of them, by "namespace/name". */
export interface ChosenRows {
  readonly keys: ReadonlySet<string>;
  /** Chooses a line's services, or no longer where all of them were. */
  readonly toggle: (line: Line) => void;
  /** Chooses every service between the line that was toggled last and this one. */
  readonly extendTo: (line: Line, lines: readonly Line[]) => void;
  readonly clear: () => void;
}

export function useChosenRows(): ChosenRows {
  const [keys, setKeys] = useState(NONE);
  const [anchor, setAnchor] = useState<string | null>(null);

  const toggle = useCallback((line: Line) => {
    const own = servicesOf(line);
    setAnchor(line.key);
    setKeys((now) => {
      const next = new Set(now);
      const all = own.every((key) => now.has(key));
      for (const key of own) {
        if (all) next.delete(key);
        else next.add(key);
      }
      return next;
    });
  }, []);

  const extendTo = useCallback(
    (line: Line, lines: readonly Line[]) => {
      const between = linesBetween(lines, anchor ?? line.key, line.key);
      setAnchor((now) => now ?? line.key);
      setKeys((now) => new Set([...now, ...between.flatMap(servicesOf)]));
    },
    [anchor],
  );

  const clear = useCallback(() => {
    setKeys(NONE);
    setAnchor(null);
  }, []);

  return { keys, toggle, extendTo, clear };
}

/** A namespace stands for all its services, also where they are folded away. */
export function servicesOf(line: Line): string[] {
  return line.kind === "group"
    ? line.group.rows.map(rowKey)
    : [rowKey(line.row)];
}

/** In a range an open namespace is only its line: its services are chosen where they are in it. */
export function linesBetween(
  lines: readonly Line[],
  from: string,
  to: string,
): Line[] {
  const place = (key: string) => lines.findIndex((line) => line.key === key);
  const [a, b] = [place(from), place(to)];
  if (b < 0) return [];
  const [first, end] = a < 0 ? [b, b] : [Math.min(a, b), Math.max(a, b)];
  return lines
    .slice(first, end + 1)
    .filter((line) => line.kind !== "group" || !line.group.open);
}
