"use client";
import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import {
  serviceModeSchema,
  serviceRowSchema,
  verdictSchema,
} from "@/lib/api/contract";
import { WINDOWS } from "@/lib/mesh/window";
import { SORTS } from "./row-order";

export const DEFAULT_WINDOW = "1h";

/**
 * Everything about the view that somebody may want to share, in the address and nowhere else.
 * Values the page does not know are dropped, so an old link still opens.
 */
const PARSERS = {
  window: parseAsStringLiteral(WINDOWS).withDefault(DEFAULT_WINDOW),
  q: parseAsString.withDefault(""),
  permissive: parseAsBoolean.withDefault(false),
  policy: parseAsArrayOf(
    parseAsStringLiteral(serviceModeSchema.options),
  ).withDefault([]),
  traffic: parseAsArrayOf(
    parseAsStringLiteral(serviceRowSchema.shape.evidence.options),
  ).withDefault([]),
  verdict: parseAsArrayOf(
    parseAsStringLiteral(verdictSchema.shape.state.options),
  ).withDefault([]),
  preview: parseAsBoolean.withDefault(false),
  sort: parseAsStringLiteral(SORTS).withDefault("work"),
  shut: parseAsArrayOf(parseAsString).withDefault([]),
  open: parseAsArrayOf(parseAsString).withDefault([]),
  at: parseAsString,
};

export function useViewState() {
  return useQueryStates(PARSERS, { history: "replace", shallow: true });
}

export type ViewState = ReturnType<typeof useViewState>[0];
export type SetViewState = ReturnType<typeof useViewState>[1];
