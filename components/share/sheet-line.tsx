"use client";
import { useWords } from "@/components/layout/preferences";
import { usePrinting } from "@/components/layout/use-printing";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { Snapshot } from "@/lib/api/contract";
import { sheetFacts } from "./sheet-facts";

/** On paper only: what the screen's header says with names, dots and times that have no date. */
export function SheetLine({ snapshot }: { snapshot: Snapshot }) {
  const { language } = useWords();
  const timeZone = useTimeZone();
  const printing = usePrinting();
  if (!printing) return null;
  const { cluster, traffic, asOf } = sheetFacts({
    snapshot,
    language,
    timeZone,
  });
  return (
    <p className="w-full font-semibold text-sm">
      {[cluster, traffic, asOf].join(" · ")}
    </p>
  );
}
