/** What a view asks of a row. Pure. */
import {
  filterRows,
  NO_FILTER,
  type RowFilter,
} from "@/components/matrix/row-filter";
import {
  NO_IDENTITY,
  type ViewPatch,
  type ViewState,
} from "@/components/matrix/view-state";
import type { ServiceRow } from "@/lib/api/contract";
import { isSystemNamespace } from "./system-namespace";

/** The parts of the view that hide services. */
export type FilterState = Pick<
  ViewState,
  | "q"
  | "permissive"
  | "policy"
  | "traffic"
  | "verdict"
  | "ns"
  | "caller"
  | "plane"
  | "finding"
  | "calls"
  | "system"
>;

/** Sets every filter back, and nothing else. */
export const CLEARED = {
  q: null,
  permissive: null,
  policy: null,
  traffic: null,
  verdict: null,
  ns: null,
  caller: null,
  plane: null,
  finding: null,
  calls: null,
  system: null,
  page: null,
} satisfies ViewPatch;

/** @param named the services that the chosen findings name; null where they are not read. */
export function rowFilterOf(
  view: FilterState,
  named: ReadonlySet<string> | null,
): RowFilter {
  return {
    ...NO_FILTER,
    text: view.q,
    permissive: view.permissive,
    policies: view.policy,
    evidence: view.traffic,
    verdicts: view.verdict,
    namespaces: view.ns,
    callers: view.caller.map((name) => (name === NO_IDENTITY ? null : name)),
    planes: view.plane,
    calls: view.calls,
    // Findings that are not read name nothing: showing every service would say that they name all.
    named: view.finding.length === 0 ? null : (named ?? NOTHING),
  };
}

const NOTHING: ReadonlySet<string> = new Set();

export interface Filtered {
  readonly rows: readonly ServiceRow[];
  /** Services that the filters leave, and the switch for system namespaces takes away. */
  readonly hiddenSystem: number;
}

/** A system namespace that is asked for by name is shown, whatever the switch says. */
export function applyFilters(
  services: readonly ServiceRow[],
  filter: RowFilter,
  system: boolean,
  rootNamespace: string,
): Filtered {
  const matching = filterRows(services, filter);
  if (system) return { rows: matching, hiddenSystem: 0 };
  const rows = matching.filter(
    ({ namespace }) =>
      filter.namespaces.includes(namespace) ||
      !isSystemNamespace(namespace, rootNamespace),
  );
  return { rows, hiddenSystem: matching.length - rows.length };
}
