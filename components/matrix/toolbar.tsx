"use client";
import { Toggle } from "@base-ui/react/toggle";
import { Search } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { FilterMenu } from "@/components/filters/filter-menu";
import { useWords } from "@/components/layout/preferences";
import { WindowControl } from "@/components/time/window-control";
import { Hint } from "@/components/ui/hint";
import type { Snapshot } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { isStillPermissive } from "./row-filter";
import { TOGGLE } from "./toggle-look";
import type { SetViewState, ViewState } from "./view-state";

/** What is looked at: time, text, filters, what STRICT would do. All of it lives in the address. */
export function Toolbar({
  snapshot,
  view,
  setView,
  arrangement,
  share,
}: {
  snapshot: Snapshot;
  view: ViewState;
  setView: SetViewState;
  /** In which order and form it is shown. */
  arrangement: ReactNode;
  /** What takes the view elsewhere. */
  share: ReactNode;
}) {
  const { w, language } = useWords();
  const permissive = useMemo(
    () => snapshot.services.filter(isStillPermissive).length,
    [snapshot.services],
  );
  return (
    <div className="no-print flex flex-wrap items-center gap-2 pb-2.5">
      <WindowControl
        window={view.window}
        onChange={(window) => setView({ window })}
      />
      <SearchBox
        label={w.matrix.search}
        text={view.q}
        onChange={(q) => setView({ q, page: null })}
      />
      <Hint text={w.matrix.stillPermissiveHint}>
        <Toggle
          className={TOGGLE}
          pressed={view.permissive}
          onPressedChange={(permissive) => setView({ permissive, page: null })}
        >
          {w.matrix.stillPermissive(formatCount(permissive, language))}
        </Toggle>
      </Hint>
      <div className="flex max-md:-order-2">
        <FilterMenu snapshot={snapshot} view={view} setView={setView} />
      </div>
      <div className="ml-auto flex flex-wrap gap-2 max-md:contents">
        {arrangement}
        <Hint text={w.matrix.previewHint}>
          <Toggle
            className={TOGGLE}
            pressed={view.preview === "all"}
            onPressedChange={(all) => setView({ preview: all ? "all" : null })}
          >
            <span
              aria-hidden
              className="size-3 rounded-[3px] border-2 border-refused in-data-pressed:border-current"
            />
            {w.matrix.preview}
          </Toggle>
        </Hint>
        <div className="flex max-md:-order-1">{share}</div>
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
    <label className="relative min-w-32 flex-1 max-md:-order-3 max-md:min-w-48 md:max-w-60">
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
        className="h-7 w-full rounded-md border border-edge bg-panel pr-2 pl-7.5 text-xs text-ellipsis placeholder:text-muted hover:border-ink"
      />
    </label>
  );
}
