"use client";
import dynamic from "next/dynamic";
import { useWords } from "@/components/layout/preferences";
import { usePrinting } from "@/components/layout/use-printing";
import { PaperBars } from "./paper-bars";
import { PlaintextTimes } from "./plaintext-times";
import type { StepClock } from "./step-time";
import { TrendFrame } from "./trend-frame";
import type { UnitTrend } from "./trend-model";
import { trendSentence } from "./trend-sentence";

const TrendChart = dynamic(
  () => import("./trend-chart").then((loaded) => loaded.TrendChart),
  { ssr: false },
);

/** Requests or connections over time: the chart, its sentence, and the same for who cannot see it. */
export function UnitChart({
  trend,
  clock,
  caption,
  picture,
}: {
  trend: UnitTrend;
  clock: StepClock;
  caption: string;
  /** What the chart is a picture of. */
  picture: string;
}) {
  const { language } = useWords();
  const printing = usePrinting();
  const sentence = trendSentence(trend, clock, language);
  return (
    <div>
      <p className="text-2xs text-muted">{caption}</p>
      <div role="img" aria-label={`${picture} ${sentence}`}>
        <TrendFrame shown={{ trend, clock }}>
          {printing ? (
            <PaperBars steps={trend.steps} />
          ) : (
            <TrendChart steps={trend.steps} clock={clock} />
          )}
        </TrendFrame>
      </div>
      <p className="mt-1 min-h-5 text-xs">{sentence}</p>
      <PlaintextTimes trend={trend} clock={clock} />
    </div>
  );
}
