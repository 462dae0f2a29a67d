"use client";
import { X } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/words/figures";
import { type Preview, togglePreview } from "./preview";

/** What can be done with the chosen services. Below the grid, so that no line moves when it comes. */
export function ChosenServices({
  keys,
  preview,
  onPreview,
  onClear,
}: {
  /** "namespace/name". */
  keys: ReadonlySet<string>;
  preview: Preview;
  onPreview: (preview: Preview) => void;
  onClear: () => void;
}) {
  const count = keys.size;
  const all = [...keys];
  const previewed =
    preview !== "all" && all.every((key) => preview.includes(key));
  const { w, language } = useWords();
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? w.level.chosen(formatCount(count, language)) : ""}
      </p>
      {count > 0 ? (
        <section
          aria-label={w.level.choice}
          className="no-print mt-2 flex items-center gap-2 rounded-lg border border-edge bg-panel px-3 py-2 text-xs"
        >
          <span className="mr-1 font-semibold">
            {w.level.chosen(formatCount(count, language))}
          </span>
          <Button
            onClick={() => onPreview(togglePreview(preview, all))}
            aria-pressed={previewed}
          >
            <span
              aria-hidden
              className="size-3 rounded-[3px] border-2 border-refused"
            />
            {previewed ? w.level.endPreview : w.level.preview}
          </Button>
          <Button tone="quiet" onClick={onClear}>
            <X size={13} aria-hidden />
            {w.level.clear}
          </Button>
        </section>
      ) : null}
    </>
  );
}
