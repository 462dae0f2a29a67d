"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import type { FindingSeverity } from "@/lib/api/finding-schema";
import type { Findings } from "@/lib/api/findings-contract";
import { FINDING_SEVERITIES } from "@/lib/mesh/findings/finding";
import { formatCount } from "@/lib/words/figures";
import { SeverityMark } from "./severity-mark";

const BANDS: Record<FindingSeverity, string> = {
  error: "bg-refused",
  warning: "bg-plain",
  info: "bg-edge",
};

/** All findings as one band. Its legend is also the filter. */
export function SeverityBand({
  counts,
  chosen,
  onChoose,
}: {
  counts: Findings["counts"];
  chosen: FindingSeverity | null;
  onChoose: (chosen: FindingSeverity | null) => void;
}) {
  const { w, language } = useWords();
  return (
    <div className="min-w-0">
      <div
        className="band flex h-3 gap-0.5 overflow-hidden rounded-sm bg-sunken"
        aria-hidden
      >
        {FINDING_SEVERITIES.filter((severity) => counts[severity] > 0).map(
          (severity) => (
            <span
              key={severity}
              className={clsx(
                "min-w-1.5",
                BANDS[severity],
                chosen !== null && chosen !== severity && "opacity-35",
              )}
              style={{ flexGrow: counts[severity] }}
            />
          ),
        )}
      </div>
      <div className="mt-1.5 -ml-1.5 flex flex-wrap gap-x-1.5">
        {FINDING_SEVERITIES.map((severity) => {
          const said = w.finding.counted(
            formatCount(counts[severity], language),
            severity,
          );
          return (
            <button
              key={severity}
              type="button"
              aria-pressed={chosen === severity}
              title={w.finding.showOnly(said)}
              onClick={() => onChoose(chosen === severity ? null : severity)}
              className="inline-flex h-6 items-center gap-1.5 rounded px-1.5 text-muted text-xs hover:bg-hover hover:text-ink aria-pressed:bg-ink aria-pressed:text-on-ink [&[aria-pressed=true]>svg]:text-on-ink"
            >
              <SeverityMark severity={severity} size={13} />
              {said}
            </button>
          );
        })}
      </div>
    </div>
  );
}
