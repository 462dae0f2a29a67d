"use client";
import { useId } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import { useWords } from "@/components/layout/preferences";
import { formatCompactCount } from "@/lib/words/figures";
import { StepHint } from "./step-hint";
import type { StepClock } from "./step-time";
import { AXIS_WIDTH_PX } from "./trend-frame";
import type { TrendStep } from "./trend-model";

/**
 * The bars of one unit: plaintext at the foot, where all of it stands on one line. Loaded on demand,
 * since the chart library is larger than the rest of the page.
 */
export function TrendChart({
  steps,
  clock,
}: {
  steps: readonly TrendStep[];
  clock: StepClock;
}) {
  const { language } = useWords();
  const pattern = useId();
  return (
    <BarChart
      responsive
      style={{ width: "100%", height: "100%" }}
      data={[...steps]}
      margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={1}
      accessibilityLayer={false}
    >
      <defs>
        <pattern
          id={pattern}
          width={4}
          height={3}
          patternUnits="userSpaceOnUse"
        >
          <rect width={4} height={1.5} fill="var(--faint)" />
        </pattern>
      </defs>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis dataKey="index" hide />
      <YAxis
        width={AXIS_WIDTH_PX}
        tickCount={3}
        allowDecimals={false}
        axisLine={false}
        tickLine={false}
        tick={{ fill: "var(--muted)", fontSize: 11 }}
        tickFormatter={(value: number) =>
          formatCompactCount(value, language, "up")
        }
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: "var(--ink)", fillOpacity: 0.06 }}
        content={(hovered) => <Hovered {...hovered} clock={clock} />}
      />
      {LAYERS.map(({ key, fill }) => (
        <Bar
          key={key}
          dataKey={({ counts }: TrendStep) => counts?.[key] ?? null}
          stackId="calls"
          fill={fill ?? `url(#${pattern})`}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  );
}

const LAYERS = [
  { key: "plaintext", fill: "var(--plain)" },
  { key: "noStatement", fill: null },
  { key: "mutualTls", fill: "var(--mtls)" },
] as const;

function Hovered({
  active,
  payload,
  clock,
}: Pick<TooltipContentProps, "active" | "payload"> & { clock: StepClock }) {
  const step: TrendStep | undefined = payload[0]?.payload;
  return active && step ? <StepHint step={step} clock={clock} /> : null;
}
