"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import type { StepClock } from "./step-time";
import type { StepKind, TrendRun, UnitTrend } from "./trend-model";

/** Room for the figures left of the bars, in pixels. */
export const AXIS_WIDTH_PX = 56;

/**
 * Everything around the bars of one unit, as high without figures as with them: a hatch where
 * nothing is known, and a mark for each step with plaintext, however little of it there was.
 *
 * @param shown null = still to come
 */
export function TrendFrame({
  shown,
  children,
}: {
  shown: { readonly trend: UnitTrend; readonly clock: StepClock } | null;
  children?: ReactNode;
}) {
  const { w } = useWords();
  const steps = shown?.trend.steps ?? [];
  return (
    <div className="relative" aria-hidden>
      <div
        className="absolute top-0 right-0 bottom-4"
        style={{ left: AXIS_WIDTH_PX }}
      >
        {shown?.trend.unknown.map((run) => (
          <span
            key={run.first}
            className="band band-unknown absolute inset-y-0 opacity-60"
            style={place(run, steps.length)}
          />
        ))}
      </div>
      <div className="relative h-22">{children}</div>
      <div className="relative flex h-3.5 items-end">
        <span
          className="truncate pr-2 text-right text-2xs text-muted"
          style={{ width: AXIS_WIDTH_PX }}
        >
          {shown ? w.service.strip : null}
        </span>
        <span className="band flex h-2.5 min-w-0 flex-1 items-end">
          {steps.map((step) => (
            <Mark key={step.index} kind={step.kind} />
          ))}
        </span>
      </div>
      <div
        className="flex h-4 items-end justify-between text-2xs text-muted"
        style={{ paddingLeft: AXIS_WIDTH_PX }}
      >
        <Ends shown={shown} />
      </div>
    </div>
  );
}

const MARKS: Readonly<Record<StepKind, string>> = {
  plaintext: "h-2.5 bg-plain",
  no_statement: "h-1 bg-faint",
  mutual_tls: "h-px bg-edge",
  quiet: "h-px bg-edge",
  unknown: "",
};

function Mark({ kind }: { kind: StepKind }) {
  return (
    <span className="min-w-0 flex-1 px-[0.5px]">
      <span
        data-step={kind}
        className={clsx("block rounded-[1px]", MARKS[kind])}
      />
    </span>
  );
}

function Ends({
  shown,
}: {
  shown: { readonly trend: UnitTrend; readonly clock: StepClock } | null;
}) {
  const first = shown?.trend.steps.at(0);
  const last = shown?.trend.steps.at(-1);
  if (!shown || !first || !last) return null;
  return (
    <>
      <span>{shown.clock.moment(first.fromMs)}</span>
      <span>{shown.clock.moment(last.toMs)}</span>
    </>
  );
}

function place({ first, last }: TrendRun, count: number) {
  const percent = (steps: number) => `${(steps / count) * 100}%`;
  return { left: percent(first), width: percent(last - first + 1) };
}
