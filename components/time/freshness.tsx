"use client";
import { Popover } from "@base-ui/react/popover";
import { ChevronDown } from "lucide-react";
import { useRef } from "react";
import { useWords } from "@/components/layout/preferences";
import { useNow } from "@/components/layout/use-now";
import type { Snapshot } from "@/lib/api/contract";
import { formatClock, formatMoment } from "@/lib/words/figures";
import { SourceTable } from "./source-table";
import { TimeZoneSwitch } from "./time-zone-switch";
import { useTimeZone } from "./use-time-zone";

const TICK_MS = 60_000;

/** Of when what is shown is; behind it, source by source, how fresh each is. */
export function Freshness({ snapshot }: { snapshot: Snapshot }) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  const now = useNow(TICK_MS);
  // Beside its button and not at the end of the page, so that it belongs to the same landmark.
  const place = useRef<HTMLDivElement>(null);
  const { trafficAsOf, takenAt, sources } = snapshot;
  const words = w.time.freshness;
  const of = (from: "kubernetes" | "prometheus") =>
    sources.filter((source) => source.from === from);
  return (
    <Popover.Root>
      <Popover.Trigger className="inline-flex items-center gap-1 rounded-sm whitespace-nowrap underline decoration-edge underline-offset-3 hover:text-ink hover:decoration-ink">
        {w.time.asOf(formatClock(trafficAsOf ?? takenAt, now, language, zone))}
        <ChevronDown size={12} aria-hidden />
      </Popover.Trigger>
      <div ref={place} className="contents">
        <Popover.Portal container={place}>
          <Popover.Positioner
            className="no-print z-50 outline-none"
            sideOffset={6}
            align="end"
            collisionPadding={12}
          >
            <Popover.Popup className="max-h-[min(36rem,var(--available-height))] w-120 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-md border border-edge bg-panel px-4 pt-3 pb-4 text-ink outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              <div className="flex flex-wrap items-center justify-between gap-2 pb-3">
                <Popover.Title className="font-semibold text-[0.8125rem]">
                  {words.title}
                </Popover.Title>
                <TimeZoneSwitch />
              </div>
              <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 border-rule border-t pt-3 text-xs">
                <dt className="text-muted">{words.traffic}</dt>
                <dd className="text-right">
                  {trafficAsOf === null
                    ? words.none
                    : formatMoment(trafficAsOf, language, zone)}
                </dd>
                <dt className="text-muted">{words.cluster}</dt>
                <dd className="text-right">
                  {formatMoment(takenAt, language, zone)}
                </dd>
              </dl>
              <SourceTable
                title={words.prometheus}
                sources={of("prometheus")}
                nowMs={now}
              />
              <SourceTable
                title={words.kubernetes}
                sources={of("kubernetes")}
                nowMs={now}
              />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </div>
    </Popover.Root>
  );
}
