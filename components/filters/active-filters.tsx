"use client";
import { X } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { Preview } from "@/components/matrix/preview";
import type { SetViewState, ViewState } from "@/components/matrix/view-state";
import { formatCount } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import type { Words } from "@/lib/words/words";
import { CLEARED } from "./criteria";
import { filterChips } from "./filter-chips";

/** How much of the mesh is in view, and what hides the rest: each filter in words, with its way out. */
export function ActiveFilters({
  shown,
  total,
  hiddenSystem,
  note,
  view,
  setView,
}: {
  shown: number;
  total: number;
  hiddenSystem: number;
  /** Why the answer may be incomplete; null where it is not. */
  note: string | null;
  view: ViewState;
  setView: SetViewState;
}) {
  const { w, language } = useWords();
  const count = (figure: number) => formatCount(figure, language);
  const chips = filterChips(view, w);
  const previewLabel = previewWords(view.preview, w, language);
  // The headline counts everything already; only what is hidden needs a line of its own.
  const quiet =
    shown === total &&
    chips.length === 0 &&
    view.system &&
    previewLabel === null &&
    note === null;
  return (
    <section
      aria-label={w.filter.active}
      className={
        quiet
          ? "sr-only"
          : "flex flex-wrap items-center gap-x-2 gap-y-1.5 pb-3 text-xs"
      }
    >
      <p role="status" className="mr-1 text-muted">
        {shown === total
          ? w.filter.all(count(total))
          : w.filter.shown(count(shown), count(total))}
      </p>
      {chips.map(({ key, label, without }) => (
        <Chip
          key={key}
          label={label}
          name={w.filter.remove(label)}
          onRemove={() => setView(without)}
        />
      ))}
      {view.system ? null : (
        <Chip
          label={
            hiddenSystem === 0
              ? w.filter.system.noneHidden
              : w.filter.system.hidden(count(hiddenSystem))
          }
          name={w.filter.system.reveal}
          onRemove={() => setView({ system: null, page: null })}
        />
      )}
      {previewLabel ? (
        <Chip
          label={previewLabel}
          name={w.filter.preview.remove(previewLabel)}
          refused
          onRemove={() => setView({ preview: null })}
        />
      ) : null}
      {chips.length > 0 || !view.system ? (
        <button
          type="button"
          onClick={() => setView(CLEARED)}
          className="no-print h-6 rounded px-1.5 text-muted underline-offset-2 hover:text-ink hover:underline"
        >
          {w.filter.clear}
        </button>
      ) : null}
      {note ? <p className="basis-full text-muted">{note}</p> : null}
    </section>
  );
}

function Chip({
  label,
  name,
  refused = false,
  onRemove,
}: {
  label: string;
  name: string;
  refused?: boolean;
  onRemove: () => void;
}) {
  return (
    <span
      className={`inline-flex h-6 max-w-full items-center rounded-md border bg-panel pl-2 print:pr-2 ${refused ? "border-refused" : "border-edge"}`}
    >
      <span className="truncate">{label}</span>
      <button
        type="button"
        aria-label={name}
        onClick={onRemove}
        className="no-print grid size-6 shrink-0 place-items-center rounded text-muted hover:text-ink focus-visible:-outline-offset-2"
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}

function previewWords(
  preview: Preview,
  w: Words,
  language: Language,
): string | null {
  if (preview === "all") return w.filter.preview.everything;
  const [only, ...others] = preview;
  if (only === undefined) return null;
  return others.length === 0
    ? w.filter.preview.chosen(only)
    : w.filter.preview.some(formatCount(preview.length, language));
}
