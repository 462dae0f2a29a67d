"use client";
import { useWords } from "@/components/layout/preferences";
import { formatCompactCount } from "@/lib/words/figures";
import { AXIS_WIDTH_PX } from "./trend-frame";
import type { TrendStep } from "./trend-model";

/**
 * The bars of one unit for paper. The chart of the screen is drawn for the pixels it was measured in, and
 * nobody measures a sheet: these are shares of whatever width there is, so that they stand above their marks.
 */
export function PaperBars({ steps }: { steps: readonly TrendStep[] }) {
  const { language } = useWords();
  const most = steps.reduce((top, step) => Math.max(top, totalOf(step)), 0);
  return (
    <div className="relative h-full" style={{ paddingLeft: AXIS_WIDTH_PX }}>
      <span
        className="absolute top-0 left-0 pr-2 text-right text-2xs text-muted"
        style={{ width: AXIS_WIDTH_PX }}
      >
        {formatCompactCount(most, language, "up")}
      </span>
      <div className="band flex h-full items-end border-rule border-t">
        {steps.map((step) => (
          <span key={step.index} className="h-full min-w-0 flex-1 px-[0.5px]">
            <Stack step={step} most={most} />
          </span>
        ))}
      </div>
    </div>
  );
}

const LAYERS = [
  { key: "mutualTls", look: "bg-mtls" },
  { key: "noStatement", look: "bg-faint" },
  { key: "plaintext", look: "bg-plain" },
] as const;

/** Plaintext at the foot, as on the screen. */
function Stack({ step, most }: { step: TrendStep; most: number }) {
  const { counts } = step;
  if (counts === null || most === 0) return null;
  return (
    <span className="flex h-full flex-col justify-end">
      {LAYERS.map(({ key, look }) => (
        <span
          key={key}
          className={`block shrink-0 ${look}`}
          style={{ height: `${(counts[key] / most) * 100}%` }}
        />
      ))}
    </span>
  );
}

function totalOf({ counts }: TrendStep): number {
  return counts === null
    ? 0
    : counts.mutualTls + counts.noStatement + counts.plaintext;
}
