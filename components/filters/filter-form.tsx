"use client";
import { useMemo } from "react";
import { useWords } from "@/components/layout/preferences";
import { CALL_MARKS } from "@/components/matrix/row-filter";
import type {
  SetViewState,
  ViewPatch,
  ViewState,
} from "@/components/matrix/view-state";
import {
  dataPlaneSchema,
  type Snapshot,
  serviceModeSchema,
  serviceRowSchema,
  verdictStateSchema,
} from "@/lib/api/contract";
import { compareText } from "@/lib/mesh/age-order";
import { formatCount } from "@/lib/words/figures";
import { CheckList } from "./check-list";
import { criterionCounts } from "./criterion-counts";
import { callerName } from "./filter-chips";
import { FindingPicker } from "./finding-picker";
import { NamePicker } from "./name-picker";

/** What can be asked of a service. Each answer takes effect at once. */
export function FilterForm({
  snapshot,
  view,
  setView,
}: {
  snapshot: Snapshot;
  view: ViewState;
  setView: SetViewState;
}) {
  const { w, language } = useWords();
  const counts = useMemo(
    () => criterionCounts(snapshot.services),
    [snapshot.services],
  );
  const names = w.filter.criteria;
  const set = (patch: ViewPatch) => setView({ ...patch, page: null });
  const choices = <T extends string>(
    values: readonly T[],
    label: (value: T) => string,
    count?: ReadonlyMap<string, number>,
  ) =>
    values.map((value) => ({
      value,
      label: label(value),
      ...(count ? { count: formatCount(count.get(value) ?? 0, language) } : {}),
    }));
  return (
    <div className="grid gap-x-8 gap-y-5 sm:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-5">
        <CheckList
          title={names.policy}
          chosen={view.policy}
          choices={choices(
            serviceModeSchema.options,
            (mode) => w.mode[mode].label,
            counts.policy,
          )}
          onChange={(policy) => set({ policy })}
        />
        <CheckList
          title={names.plane}
          chosen={view.plane}
          choices={choices(
            dataPlaneSchema.options,
            (plane) => w.filter.planes[plane],
            counts.plane,
          )}
          onChange={(plane) => set({ plane })}
        />
        <FindingPicker
          version={snapshot.version}
          chosen={view.finding}
          onChange={(finding) => set({ finding })}
        />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <CheckList
          title={names.verdict}
          chosen={view.verdict}
          choices={choices(
            verdictStateSchema.options,
            (state) => w.verdict[state].label,
            counts.verdict,
          )}
          onChange={(verdict) => set({ verdict })}
        />
        <CheckList
          title={names.traffic}
          chosen={view.traffic}
          choices={choices(
            serviceRowSchema.shape.evidence.options,
            (evidence) => w.matrix.evidence[evidence],
            counts.traffic,
          )}
          onChange={(traffic) => set({ traffic })}
        />
        <CheckList
          title={names.calls}
          chosen={view.calls}
          choices={choices(CALL_MARKS, (mark) => w.filter.fills[mark])}
          onChange={(calls) => set({ calls })}
        />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <NamePicker
          title={names.namespace}
          search={w.filter.find.namespace}
          counts={sorted(counts.namespace)}
          chosen={view.ns}
          label={(name) => name}
          onChange={(ns) => set({ ns })}
        />
        <NamePicker
          title={names.caller}
          search={w.filter.find.caller}
          counts={sorted(counts.caller)}
          chosen={view.caller}
          label={(name) => callerName(name, w)}
          onChange={(caller) => set({ caller })}
        />
      </div>
    </div>
  );
}

/** By name; callers without identity come first, because "-" sorts before every letter. */
function sorted(counts: ReadonlyMap<string, number>) {
  return new Map([...counts].toSorted(([a], [b]) => compareText(a, b)));
}
