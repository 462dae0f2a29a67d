"use client";
import { Toggle } from "@base-ui/react/toggle";
import { Printer, Search, X } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { MultiChoiceMenu, SingleChoiceMenu } from "@/components/ui/choice-menu";
import { Hint } from "@/components/ui/hint";
import { Segmented } from "@/components/ui/segmented";
import {
  type ServiceRow,
  serviceModeSchema,
  serviceRowSchema,
} from "@/lib/api/contract";
import { WINDOWS } from "@/lib/mesh/window";
import { formatCount, formatWindow } from "@/lib/words/figures";
import { isFiltering, isStillPermissive, type RowFilter } from "./row-filter";
import { SORTS } from "./row-order";
import type { SetViewState, ViewState } from "./view-state";

const TOGGLE =
  "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-edge bg-panel px-2.5 text-xs whitespace-nowrap hover:border-ink data-pressed:border-ink data-pressed:bg-ink data-pressed:text-on-ink";

/** What is looked at: time, text, filters, order. All of it lives in the address. */
export function Toolbar({
  rows,
  filter,
  view,
  setView,
}: {
  rows: readonly ServiceRow[];
  filter: RowFilter;
  view: ViewState;
  setView: SetViewState;
}) {
  const { w, language } = useWords();
  const count = (keep: (row: ServiceRow) => boolean) =>
    formatCount(rows.filter(keep).length, language);
  return (
    <div className="no-print flex flex-wrap items-center gap-2 pb-3">
      <Segmented
        label={w.matrix.window}
        value={view.window}
        options={WINDOWS.map((value) => ({
          value,
          label: formatWindow(value, language),
        }))}
        onChange={(window) => setView({ window })}
      />
      <SearchBox
        label={w.matrix.search}
        text={view.q}
        onChange={(q) => setView({ q })}
      />
      <Hint text={w.matrix.stillPermissiveHint}>
        <Toggle
          className={TOGGLE}
          pressed={view.permissive}
          onPressedChange={(permissive) => setView({ permissive })}
        >
          {w.matrix.stillPermissive(count(isStillPermissive))}
        </Toggle>
      </Hint>
      <MultiChoiceMenu
        label={w.matrix.policy}
        chosen={view.policy}
        choices={serviceModeSchema.options.map((value) => ({
          value,
          label: w.mode[value].label,
          count: count((row) => row.policy.mode === value),
        }))}
        onChange={(policy) => setView({ policy })}
      />
      <MultiChoiceMenu
        label={w.matrix.traffic}
        chosen={view.traffic}
        choices={serviceRowSchema.shape.evidence.options.map((value) => ({
          value,
          label: w.matrix.evidence[value],
          count: count((row) => row.evidence === value),
        }))}
        onChange={(traffic) => setView({ traffic })}
      />
      <SingleChoiceMenu
        label={w.matrix.sort}
        chosen={view.sort}
        choices={SORTS.map((value) => ({
          value,
          label: w.matrix.sorts[value],
        }))}
        onChange={(sort) => setView({ sort })}
      />
      {isFiltering(filter) ? (
        <Button
          tone="quiet"
          onClick={() =>
            setView({
              q: null,
              permissive: null,
              policy: null,
              traffic: null,
              verdict: null,
            })
          }
        >
          <X size={13} aria-hidden />
          {w.matrix.clear}
        </Button>
      ) : null}
      <div className="ml-auto flex gap-2">
        <Hint text={w.matrix.previewHint}>
          <Toggle
            className={TOGGLE}
            pressed={view.preview}
            onPressedChange={(preview) => setView({ preview })}
          >
            <span
              aria-hidden
              className="size-3 rounded-[3px] border-2 border-refused"
            />
            {w.matrix.preview}
          </Toggle>
        </Hint>
        <span className="hidden md:contents">
          <Button onClick={() => print()}>
            <Printer size={13} aria-hidden />
            {w.matrix.print}
          </Button>
        </span>
      </div>
    </div>
  );
}

function SearchBox({
  label,
  text,
  onChange,
}: {
  label: string;
  text: string;
  onChange: (text: string) => void;
}) {
  return (
    <label className="relative min-w-40 flex-1 sm:max-w-60">
      <span className="sr-only">{label}</span>
      <Search
        size={13}
        aria-hidden
        className="-translate-y-1/2 absolute top-1/2 left-2.5 text-muted"
      />
      <input
        type="search"
        value={text}
        placeholder={label}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 w-full rounded-md border border-edge bg-panel pr-2 pl-7.5 text-xs placeholder:text-muted hover:border-ink"
      />
    </label>
  );
}
