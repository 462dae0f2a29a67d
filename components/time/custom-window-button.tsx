"use client";
import { Popover } from "@base-ui/react/popover";
import clsx from "clsx";
import { useRef, useState } from "react";
import { useWords } from "@/components/layout/preferences";
import type { Window } from "@/lib/mesh/window";
import { formatWindow } from "@/lib/words/figures";
import { CustomWindowForm } from "./custom-window-form";

/** Opens the form for a range of one's own; shows that range where it is the one in use. */
export function CustomWindowButton({
  window,
  active,
  onChange,
}: {
  window: Window;
  active: boolean;
  onChange: (window: Window) => void;
}) {
  const { w, language } = useWords();
  const [open, setOpen] = useState(false);
  // Beside its button and not at the end of the page, so that it belongs to the same landmark.
  const place = useRef<HTMLDivElement>(null);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={
          active
            ? `${w.time.custom} ${formatWindow(window, language)}`
            : undefined
        }
        className={clsx(
          "inline-flex h-7 shrink-0 items-center rounded-md border px-2 text-xs whitespace-nowrap select-none",
          active
            ? "border-ink bg-ink font-medium text-on-ink"
            : "border-edge bg-panel text-muted hover:border-ink hover:text-ink",
        )}
      >
        {active ? formatWindow(window, language) : w.time.custom}
      </Popover.Trigger>
      <div ref={place} className="contents">
        <Popover.Portal container={place}>
          <Popover.Positioner
            className="z-50 outline-none"
            sideOffset={6}
            align="start"
            collisionPadding={12}
          >
            <Popover.Popup className="w-72 max-w-[calc(100vw-1.5rem)] rounded-md border border-edge bg-panel p-3.5 text-ink whitespace-normal outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              <Popover.Title className="mb-2.5 font-semibold text-[0.8125rem]">
                {w.time.customTitle}
              </Popover.Title>
              <CustomWindowForm
                window={window}
                onChoose={(chosen) => {
                  setOpen(false);
                  onChange(chosen);
                }}
              />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </div>
    </Popover.Root>
  );
}
