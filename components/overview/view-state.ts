"use client";
import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { parseAsWindow } from "@/components/time/parse-as-window";

export const BLOCKER_KINDS = ["callers", "objects", "reasons"] as const;

/** What somebody may want to share stands in the address. */
const PARSERS = {
  window: parseAsWindow.withDefault("1h"),
  by: parseAsStringLiteral(BLOCKER_KINDS).withDefault("callers"),
};

export function useOverviewView() {
  return useQueryStates(PARSERS, { history: "replace", shallow: true });
}
