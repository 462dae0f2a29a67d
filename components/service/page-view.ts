"use client";
import { parseAsString, useQueryStates } from "nuqs";
import { parseAsWindow } from "@/components/time/parse-as-window";

/** What somebody may want to share stands in the address: which service is its path, the time its query. */
const PARSERS = {
  window: parseAsWindow.withDefault("1h"),
  /** Whose calls the chart shows; see `callerKey`. */
  caller: parseAsString,
};

export function useServicePageView() {
  return useQueryStates(PARSERS, { history: "replace", shallow: true });
}
