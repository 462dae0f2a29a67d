"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useHoldRefresh } from "@/lib/query/use-refresh-pause";

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly closeLabel: string;
  /** `center` interrupts; `side` explains while the page stays in view. */
  readonly place: "center" | "side";
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

const PLACES: Record<DialogProps["place"], string> = {
  center:
    "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl sm:inset-x-auto sm:bottom-auto sm:left-1/2 sm:top-1/2 sm:w-[44rem] sm:max-w-[calc(100vw-3rem)] sm:max-h-[calc(100dvh-4rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl data-starting-style:opacity-0 data-ending-style:opacity-0",
  side: "inset-y-0 right-0 w-full sm:w-[30rem] sm:border-y-0 sm:border-r-0 data-starting-style:translate-x-6 data-starting-style:opacity-0 data-ending-style:translate-x-6 data-ending-style:opacity-0",
};

/**
 * A modal dialog: title bar, scrolling body, footer that stays. Focus returns to where it came from. One in
 * the centre asks about what stands behind it, which does not change meanwhile.
 */
export function Dialog({
  open,
  onClose,
  title,
  closeLabel,
  place,
  footer,
  children,
}: DialogProps) {
  useHoldRefresh(open && place === "center");
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        {/* Also above a panel: what cannot be used must look like it. */}
        <Base.Backdrop
          forceRender
          className="no-print fixed inset-0 z-50 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <Base.Popup
          data-modal=""
          className={clsx(
            "no-print fixed z-50 flex flex-col overflow-clip border border-edge bg-panel text-ink outline-none transition-[opacity,translate] duration-150 ease-out",
            PLACES[place],
          )}
        >
          <div className="flex items-start justify-between gap-4 border-rule border-b px-5 py-3.5">
            <Base.Title className="min-w-0 font-semibold text-base leading-6 tracking-tight">
              {title}
            </Base.Title>
            <Base.Close
              aria-label={closeLabel}
              className="-mr-1.5 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </div>
          <div className="relative min-h-0 flex-1 overflow-y-auto px-5 py-4">
            {children}
          </div>
          {footer ? (
            <div className="border-rule border-t px-5 py-3.5">{footer}</div>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
