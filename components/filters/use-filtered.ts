"use client";
import { useMemo } from "react";
import { useWords } from "@/components/layout/preferences";
import type { RowFilter } from "@/components/matrix/row-filter";
import type { ViewState } from "@/components/matrix/view-state";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { applyFilters, rowFilterOf } from "./criteria";
import { notSearched } from "./not-searched";
import { useNamedServices } from "./use-named-services";

export interface FilteredView {
  readonly filter: RowFilter;
  readonly rows: readonly ServiceRow[];
  readonly hiddenSystem: number;
  /** Why services may be missing that the filters would leave; null where none are. */
  readonly note: string | null;
}

/** The services that the filters of the address leave. */
export function useFiltered(snapshot: Snapshot, view: ViewState): FilteredView {
  const { w, language } = useWords();
  const named = useNamedServices(view.finding, snapshot.version);
  const filter = useFilter(view, named?.keys ?? null);
  const { services } = snapshot;
  const { rootNamespace } = snapshot.mesh;
  const filtered = useMemo(
    () => applyFilters(services, filter, view.system, rootNamespace),
    [services, filter, view.system, rootNamespace],
  );
  const missed = useMemo(
    () => notSearched(services, filter, filtered.rows),
    [services, filter, filtered.rows],
  );
  const words = w.filter.findings;
  const unread = view.finding.length > 0 && named === null;
  const partial = named?.complete === false;
  const notes = [
    ...(unread ? [words.unreadChosen] : partial ? [words.incomplete] : []),
    ...(missed > 0
      ? [w.filter.notSearched(formatCount(missed, language))]
      : []),
  ];
  return {
    filter,
    ...filtered,
    note: notes.length === 0 ? null : notes.join(" "),
  };
}

/** Changes only with what it is made of, so that folding a namespace filters nothing anew. */
function useFilter(
  view: ViewState,
  named: ReadonlySet<string> | null,
): RowFilter {
  const { q, permissive, policy, traffic, verdict } = view;
  const { ns, caller, plane, finding, calls, system } = view;
  return useMemo(
    () =>
      rowFilterOf(
        {
          q,
          permissive,
          policy,
          traffic,
          verdict,
          ns,
          caller,
          plane,
          finding,
          calls,
          system,
        },
        named,
      ),
    [
      q,
      permissive,
      policy,
      traffic,
      verdict,
      ns,
      caller,
      plane,
      finding,
      calls,
      system,
      named,
    ],
  );
}
