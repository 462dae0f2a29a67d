"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search, X } from "lucide-react";
import { useMemo, useState } from "react";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { paletteEntries } from "./palette-entries";
import type { PaletteEntry } from "./palette-entry";
import { rankEntries } from "./rank-entries";
import { useCommand } from "./use-command";

/** The W3C combobox with a list: focus stays in the field, the arrows move the highlight, Enter goes. */
export function PaletteSearch({
  snapshot,
  onDone,
}: {
  snapshot: Snapshot | undefined;
  onDone: () => void;
}) {
  const { w, language } = useWords();
  const run = useCommand();
  const [text, setText] = useState("");
  const entries = useMemo(
    () => paletteEntries(snapshot, language),
    [snapshot, language],
  );
  // Not deferred: Enter must never carry out what stood there a letter ago.
  const { results, matching } = useMemo(
    () => rankEntries(entries, text),
    [entries, text],
  );
  return (
    <Autocomplete.Root<PaletteEntry>
      open
      inline
      autoHighlight="always"
      keepHighlight
      items={results}
      filteredItems={results}
      value={text}
      onValueChange={(next, { reason }) => {
        // The chosen entry's name must not stand in the field while the dialog closes.
        if (reason !== "item-press") setText(next);
      }}
      itemToStringValue={(entry) => entry.label}
    >
      <div className="flex items-center gap-2 border-rule border-b pr-2 pl-3.5">
        <Search size={15} aria-hidden className="shrink-0 text-muted" />
        <Autocomplete.Input
          aria-label={w.palette.search}
          placeholder={w.palette.search}
          className="h-11 min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-muted any-pointer-coarse:text-base"
        />
        <Dialog.Close
          aria-label={w.interface.close}
          className="grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
        >
          <X size={15} aria-hidden />
        </Dialog.Close>
      </div>
      <Autocomplete.Status className="px-3.5 pt-2 text-2xs text-muted">
        {results.length === 0
          ? w.palette.empty
          : matching > results.length
            ? w.palette.firstResults(
                formatCount(results.length, language),
                formatCount(matching, language),
              )
            : w.palette.results(formatCount(matching, language))}
      </Autocomplete.Status>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain py-1.5 scroll-py-1.5">
        {(entry: PaletteEntry) => (
          <Autocomplete.Item
            key={entry.key}
            value={entry}
            onClick={() => {
              onDone();
              run(entry.command);
            }}
            className="mx-1.5 flex min-h-8 cursor-default items-center justify-between gap-4 rounded-md px-2 text-[0.8125rem] outline-none select-none data-highlighted:bg-ink data-highlighted:text-on-ink"
          >
            <EntryLabel entry={entry} />
            <span className="shrink-0 text-xs opacity-70">
              {w.palette.kinds[entry.kind]}
            </span>
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
      <p
        aria-hidden
        className="hidden gap-4 border-rule border-t px-3.5 py-2 text-2xs text-muted sm:flex"
      >
        <span>↑↓ {w.palette.keys.choose}</span>
        <span>↵ {w.palette.keys.go}</span>
        <span>Esc {w.palette.keys.close}</span>
      </p>
    </Autocomplete.Root>
  );
}

function EntryLabel({ entry: { kind, label } }: { entry: PaletteEntry }) {
  const slash = label.indexOf("/");
  if (kind !== "service" || slash < 0) {
    return <span className="min-w-0 truncate">{label}</span>;
  }
  return (
    <span className="min-w-0 truncate font-mono text-xs">
      <span className="opacity-70">{label.slice(0, slash + 1)}</span>
      {label.slice(slash + 1)}
    </span>
  );
}
