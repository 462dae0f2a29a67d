"use client";
import { Popover } from "@base-ui/react/popover";
import { ListFilter, X } from "lucide-react";
import { useRef } from "react";
import { useWords } from "@/components/layout/preferences";
import type { SetViewState, ViewState } from "@/components/matrix/view-state";
import type { Snapshot } from "@/lib/api/contract";
import { FilterForm } from "./filter-form";

/** Every criterion behind one button. */
export function FilterMenu({
  snapshot,
  view,
  setView,
}: {
  snapshot: Snapshot;
  view: ViewState;
  setView: SetViewState;
}) {
  const { w } = useWords();
  // Beside its button and not at the end of the page, so that it belongs to the same landmark.
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} className="inline-flex">
      <Popover.Root>
        <Popover.Trigger className="inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border border-edge bg-panel px-2.5 text-xs hover:border-ink data-popup-open:border-ink">
          <ListFilter size={13} aria-hidden />
          {w.filter.open}
        </Popover.Trigger>
        <Popover.Portal container={place}>
          <Popover.Positioner
            className="z-40"
            sideOffset={6}
            align="start"
            collisionPadding={12}
          >
            <Popover.Popup className="flex max-h-[min(38rem,var(--available-height))] w-[46rem] max-w-(--available-width) flex-col rounded-lg border border-edge bg-panel text-ink outline-none">
              <div className="flex items-center justify-between border-rule border-b py-1.5 pr-2 pl-4">
                <Popover.Title className="font-semibold text-[0.8125rem]">
                  {w.filter.title}
                </Popover.Title>
                <Popover.Close
                  aria-label={w.interface.close}
                  className="grid size-7 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
                >
                  <X size={15} aria-hidden />
                </Popover.Close>
              </div>
              <div className="min-h-0 overflow-y-auto overscroll-contain p-4">
                <FilterForm snapshot={snapshot} view={view} setView={setView} />
              </div>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}
