"use client";
import { Dialog } from "@base-ui/react/dialog";
import { Command as CommandIcon } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot } from "@/lib/api/contract";
import { PaletteSearch } from "./palette-search";
import { opensPalette } from "./palette-shortcut";

/** The button in the header and the dialog it opens; Ctrl-K or ⌘K does the same from everywhere. */
export function CommandPalette({
  snapshot,
}: {
  snapshot: Snapshot | undefined;
}) {
  const { w } = useWords();
  const [open, setOpen] = useState(false);
  const mac = useSyncExternalStore(neverChanges, isMac, () => false);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!opensPalette(event)) return;
      event.preventDefault();
      // Above a plan that waits for its confirmation nothing else may open.
      if (document.querySelector("[data-modal][data-open]")) return;
      closePopover();
      setOpen(true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-keyshortcuts="Control+K Meta+K"
        className="no-print inline-flex h-7 shrink-0 items-center gap-2 rounded-md border border-edge bg-panel px-2 text-muted text-xs hover:border-ink hover:text-ink"
      >
        <CommandIcon size={13} aria-hidden />
        <span className="max-sm:sr-only">{w.palette.open}</span>
        <kbd
          aria-hidden
          className="hidden rounded border border-rule px-1 font-mono text-2xs lg:inline"
        >
          {mac ? "⌘K" : "Ctrl K"}
        </kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="no-print fixed inset-0 z-50 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="no-print fixed inset-x-2 top-2 z-50 mx-auto flex max-h-[calc(100dvh-1rem)] max-w-xl flex-col overflow-clip rounded-xl border border-edge bg-panel text-ink outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:top-[12dvh] sm:max-h-[70dvh]">
          <Dialog.Title className="sr-only">{w.palette.title}</Dialog.Title>
          <PaletteSearch snapshot={snapshot} onDone={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** A popover keeps its state to itself and leaves at Escape: it would stay open behind the palette. */
function closePopover() {
  const popup = document.querySelector("[role=dialog][data-open][data-side]");
  popup?.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Escape", bubbles: true }),
  );
}

function neverChanges() {
  return () => {};
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
