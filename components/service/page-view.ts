"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { WINDOWS } from "@/lib/mesh/window";

/** What somebody may want to share stands in the address: which service is its path, the time its query. */
const PARSERS = {
  window: parseAsStringLiteral(WINDOWS).withDefault("1h"),
  /** Whose calls the chart shows; see `callerKey`. */
  caller: parseAsString,
};

export function useServicePageView() {
  return useQueryStates(PARSERS, { history: "replace", shallow: true });
}
