"use client";
import { parseAsString, useQueryState } from "nuqs";
import { parseWindow } from "@/lib/mesh/window";

const LONGEST_SHOWN = 24;

/** What the address asks for where it means no window, cut to a length that can be shown; else null. */
export function useRefusedWindow(): string | null {
  const [asked] = useQueryState("window", parseAsString);
  if (asked === null || parseWindow(asked) !== null) return null;
  return asked.length > LONGEST_SHOWN
    ? `${asked.slice(0, LONGEST_SHOWN)}…`
    : asked;
}
