"use client";
import {
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsIndex,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { parseAsWindow } from "@/components/time/parse-as-window";
import {
  dataPlaneSchema,
  serviceModeSchema,
  serviceRowSchema,
  verdictStateSchema,
} from "@/lib/api/contract";
import { FINDING_CODES } from "@/lib/mesh/findings/finding";
import { formatPreview, type Preview, parsePreview } from "./preview";
import { CALL_MARKS } from "./row-filter";
import { FOLD_BASES } from "./row-groups";
import { SORTS } from "./row-order";

export const DEFAULT_WINDOW = "1h";

/** The same services as a matrix, or as one long list. */
export const VIEWS = ["matrix", "table"] as const;

/** How the address writes callers without identity; no namespace has this name. */
export const NO_IDENTITY = "-";

const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const parseAsNamespace = createParser<string>({
  parse: (text) => (NAMESPACE.test(text) ? text : null),
  serialize: (name) => name,
});

const parseAsCaller = createParser<string>({
  parse: (text) => (text === NO_IDENTITY || NAMESPACE.test(text) ? text : null),
  serialize: (name) => name,
});

const parseAsPreview = createParser<Preview>({
  parse: parsePreview,
  serialize: formatPreview,
  eq: (a, b) => formatPreview(a) === formatPreview(b),
});

function manyOf<const T extends string>(values: readonly T[]) {
  return parseAsArrayOf(parseAsStringLiteral(values)).withDefault([]);
}

/**
 * Everything about the view that somebody may want to share, in the address and nowhere else.
 * Values the page does not know are dropped, so an old link still opens. A namespace that is gone is
 * kept: dropping it would show more than was asked for.
 */
const PARSERS = {
  window: parseAsWindow.withDefault(DEFAULT_WINDOW),
  q: parseAsString.withDefault(""),
  permissive: parseAsBoolean.withDefault(false),
  policy: manyOf(serviceModeSchema.options),
  traffic: manyOf(serviceRowSchema.shape.evidence.options),
  verdict: manyOf(verdictStateSchema.options),
  ns: parseAsArrayOf(parseAsNamespace).withDefault([]),
  caller: parseAsArrayOf(parseAsCaller).withDefault([]),
  plane: manyOf(dataPlaneSchema.options),
  finding: manyOf(FINDING_CODES),
  calls: manyOf(CALL_MARKS),
  /** false hides the namespaces that the platform runs itself. */
  system: parseAsBoolean.withDefault(true),
  preview: parseAsPreview.withDefault([]),
  sort: parseAsStringLiteral(SORTS).withDefault("work"),
  view: parseAsStringLiteral(VIEWS).withDefault("matrix"),
  /** The table's own order, see `table-order.ts`; empty = the order of the matrix. */
  by: parseAsString.withDefault(""),
  /** Of the table, counted from 1 in the address and from 0 here. */
  page: parseAsIndex.withDefault(0),
  /** Whether all namespaces were opened or folded at once; then those that were not with them. */
  fold: parseAsStringLiteral(FOLD_BASES).withDefault("auto"),
  shut: parseAsArrayOf(parseAsString).withDefault([]),
  open: parseAsArrayOf(parseAsString).withDefault([]),
  at: parseAsString,
};

export function useViewState() {
  return useQueryStates(PARSERS, { history: "replace", shallow: true });
}

/** The query of an address at which the view is so, e.g. "?policy=STRICT"; may start with other text. */
export const viewQuery = createSerializer(PARSERS);

export type ViewState = ReturnType<typeof useViewState>[0];
export type SetViewState = ReturnType<typeof useViewState>[1];
/** Changes to the view; null sets a part of it back. */
export type ViewPatch = {
  readonly [K in keyof ViewState]?: ViewState[K] | null;
};
