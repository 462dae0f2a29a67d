"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { parseAsWindow } from "@/components/time/parse-as-window";
import { FINDING_CODES, FINDING_SEVERITIES } from "@/lib/mesh/findings/finding";

/** As in the matrix: what somebody may want to share stands in the address. `window` is only handed on. */
const PARSERS = {
  window: parseAsWindow.withDefault("1h"),
  q: parseAsString.withDefault(""),
  namespace: parseAsString.withDefault(""),
  severity: parseAsStringLiteral(FINDING_SEVERITIES),
  code: parseAsStringLiteral(FINDING_CODES),
};

export function useFindingsView() {
  return useQueryStates(PARSERS, { history: "replace", shallow: true });
}

export type FindingsView = ReturnType<typeof useFindingsView>[0];
export type SetFindingsView = ReturnType<typeof useFindingsView>[1];
