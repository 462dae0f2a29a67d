"use client";
import { Menu } from "@base-ui/react/menu";
import {
  ChevronDown,
  FileImage,
  ImageDown,
  Link,
  type LucideIcon,
  Presentation,
  Printer,
} from "lucide-react";
import { useRef } from "react";
import { createPortal } from "react-dom";
import { filterChips } from "@/components/filters/filter-chips";
import { useWords } from "@/components/layout/preferences";
import { usePrinting } from "@/components/layout/use-printing";
import type { Line } from "@/components/matrix/lines";
import type { ViewState } from "@/components/matrix/view-state";
import { useTimeZone } from "@/components/time/use-time-zone";
import { Hint } from "@/components/ui/hint";
import type { Snapshot } from "@/lib/api/contract";
import { PrintedView } from "./printed-view";
import { ShareNotice } from "./share-notice";
import type { SharedView } from "./shared-view";
import { useShare } from "./use-share";

const BUTTON =
  "inline-flex h-7 items-center gap-1.5 border border-edge bg-panel text-xs font-medium whitespace-nowrap select-none hover:border-ink disabled:opacity-60";

/**
 * The view as it is now, to be taken elsewhere: one click makes a picture, the menu beside it an SVG,
 * a print or a link. Put it once on the page; it also holds what is printed.
 */
export function ShareMenu({
  snapshot,
  lines,
  clients,
  view,
  note,
}: {
  snapshot: Snapshot;
  lines: readonly Line[];
  /** The columns in order; null = callers without identity. */
  clients: readonly (string | null)[];
  view: ViewState;
  /** Why services may be missing that the filters would leave; null where none are. */
  note: string | null;
}) {
  const { w, language } = useWords();
  const printing = usePrinting();
  const timeZone = useTimeZone();
  const look = (): SharedView => ({
    snapshot,
    lines,
    clients,
    filters: filterChips(view, w).map(({ label }) => label),
    order: w.matrix.sorts[view.sort],
    preview: view.preview,
    note,
    language,
    timeZone,
  });
  const { state, png, svg, slide, link, dismiss } = useShare(look);
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} className="relative inline-flex">
      <Hint text={w.picture.saveHint}>
        <button
          type="button"
          disabled={state.kind === "making"}
          onClick={png}
          className={`${BUTTON} rounded-l-md px-2.5`}
        >
          <ImageDown size={13} aria-hidden />
          <span className="max-md:sr-only">{w.picture.save}</span>
        </button>
      </Hint>
      <Menu.Root onOpenChange={(open) => open && dismiss()}>
        <Menu.Trigger
          aria-label={w.picture.more}
          className={`${BUTTON} -ml-px rounded-r-md px-1.5`}
        >
          <ChevronDown size={13} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner
            className="z-50 outline-none"
            sideOffset={6}
            align="end"
          >
            <Menu.Popup className="min-w-52 rounded-md border border-edge bg-panel py-1 text-ink outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              <Item icon={ImageDown} label={w.picture.png} onClick={png} />
              <Item
                icon={Presentation}
                label={w.picture.slide}
                onClick={slide}
              />
              <Item icon={FileImage} label={w.picture.svg} onClick={svg} />
              <Item
                icon={Printer}
                label={w.picture.print}
                onClick={() => print()}
              />
              <Item icon={Link} label={w.picture.link} onClick={link} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <ShareNotice state={state} onDismiss={dismiss} />
      {printing
        ? createPortal(<PrintedView view={look()} />, document.body)
        : null}
    </div>
  );
}

function Item({
  icon: Icon,
  label,
  onClick,
}: {
  icon: LucideIcon;
  label: string;
  onClick: () => void;
}) {
  return (
    <Menu.Item
      onClick={onClick}
      className="flex cursor-default items-center gap-2.5 px-2.5 py-1.5 text-xs outline-none select-none data-highlighted:bg-hover"
    >
      <Icon size={13} className="text-muted" aria-hidden />
      {label}
    </Menu.Item>
  );
}
