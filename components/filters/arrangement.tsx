"use client";
import { Toggle } from "@base-ui/react/toggle";
import { useMemo } from "react";
import { useWords } from "@/components/layout/preferences";
import { SORTS, type Sort } from "@/components/matrix/row-order";
import { TOGGLE } from "@/components/matrix/toggle-look";
import {
  type SetViewState,
  VIEWS,
  type ViewState,
} from "@/components/matrix/view-state";
import { SingleChoiceMenu } from "@/components/ui/choice-menu";
import { Hint } from "@/components/ui/hint";
import { Segmented } from "@/components/ui/segmented";
import type { Snapshot } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { isSystemNamespace } from "./system-namespace";

/** How the services that are left are shown: with those of the platform or without, in which order and form. */
export function Arrangement({
  snapshot,
  view,
  setView,
}: {
  snapshot: Snapshot;
  view: ViewState;
  setView: SetViewState;
}) {
  const { w, language } = useWords();
  const { services, mesh } = snapshot;
  const system = useMemo(
    () =>
      services.filter(({ namespace }) =>
        isSystemNamespace(namespace, mesh.rootNamespace),
      ).length,
    [services, mesh.rootNamespace],
  );
  return (
    <div className="flex flex-wrap items-center gap-2 max-md:contents">
      {system > 0 || !view.system ? (
        <Hint text={w.filter.system.hint}>
          <Toggle
            className={TOGGLE}
            pressed={view.system}
            onPressedChange={(system) => setView({ system, page: null })}
          >
            {w.filter.system.show(formatCount(system, language))}
          </Toggle>
        </Hint>
      ) : null}
      <SingleChoiceMenu<Sort | "">
        label={w.matrix.sort}
        compact
        // While a column of the table decides, none of these does.
        chosen={view.view === "table" && view.by !== "" ? "" : view.sort}
        choices={SORTS.map((value) => ({
          value,
          label: w.matrix.sorts[value],
        }))}
        onChange={(sort) =>
          setView({ sort: sort || null, by: null, page: null })
        }
      />
      <Segmented
        label={w.table.label}
        value={view.view}
        options={VIEWS.map((value) => ({
          value,
          label: w.table.views[value],
        }))}
        onChange={(chosen) => setView({ view: chosen, page: null })}
      />
    </div>
  );
}
