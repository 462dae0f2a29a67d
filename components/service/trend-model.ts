/** What a chart of one unit shows, step by step. Pure; words are made in `trend-sentence.ts`. */
import type { Counts } from "@/lib/api/contract";
import type { ServiceTraffic } from "@/lib/api/service-traffic-contract";

export type Unit = "requests" | "connections";

/** The course of anybody's traffic: a service's, or the whole mesh's. */
export type TrafficCourse = Pick<ServiceTraffic, "stepSeconds" | "steps">;

/** The worst that was seen in a step; "unknown" is not "quiet": nobody could have seen anything. */
export type StepKind =
  | "plaintext"
  | "no_statement"
  | "mutual_tls"
  | "quiet"
  | "unknown";

export interface TrendStep {
  readonly index: number;
  /** Unix milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: StepKind;
  /** null = unknown. */
  readonly counts: Counts | null;
}

/** Neighbouring steps of one kind. */
export interface TrendRun {
  readonly first: number;
  readonly last: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Plaintext calls within it. */
  readonly plaintext: number;
}

export interface UnitTrend {
  readonly unit: Unit;
  readonly steps: readonly TrendStep[];
  readonly plaintext: readonly TrendRun[];
  readonly unknown: readonly TrendRun[];
  /** How many steps there are of each kind. */
  readonly kinds: Readonly<Record<StepKind, number>>;
}

/** The units in which anything was counted within the window, requests first. Never one for both. */
export function unitsOf(traffic: TrafficCourse): readonly Unit[] {
  return UNITS.filter((unit) =>
    traffic.steps.some(({ calls }) => calls && kindOf(calls[unit]) !== "quiet"),
  );
}

export function unitTrend(traffic: TrafficCourse, unit: Unit): UnitTrend {
  const stepMs = (traffic.stepSeconds ?? 0) * 1_000;
  const steps = traffic.steps.map(({ endsAt, calls }, index): TrendStep => {
    const toMs = Date.parse(endsAt);
    const counts = calls ? calls[unit] : null;
    return { index, fromMs: toMs - stepMs, toMs, counts, kind: kindOf(counts) };
  });
  const kinds = { ...NO_STEPS };
  for (const { kind } of steps) kinds[kind] += 1;
  return {
    unit,
    steps,
    kinds,
    plaintext: runsOf(steps, "plaintext"),
    unknown: runsOf(steps, "unknown"),
  };
}

const UNITS: readonly Unit[] = ["requests", "connections"];

const NO_STEPS: Readonly<Record<StepKind, number>> = {
  plaintext: 0,
  no_statement: 0,
  mutual_tls: 0,
  quiet: 0,
  unknown: 0,
};

function kindOf(counts: Counts | null): StepKind {
  if (!counts) return "unknown";
  if (counts.plaintext > 0) return "plaintext";
  if (counts.noStatement > 0) return "no_statement";
  return counts.mutualTls > 0 ? "mutual_tls" : "quiet";
}

function runsOf(steps: readonly TrendStep[], kind: StepKind): TrendRun[] {
  const runs: TrendRun[] = [];
  for (const step of steps) {
    if (step.kind !== kind) continue;
    const { index, fromMs, toMs } = step;
    const plaintext = step.counts?.plaintext ?? 0;
    const open = runs.at(-1);
    if (open?.last === index - 1) {
      runs[runs.length - 1] = {
        ...open,
        last: index,
        toMs,
        plaintext: open.plaintext + plaintext,
      };
    } else {
      runs.push({ first: index, last: index, fromMs, toMs, plaintext });
    }
  }
  return runs;
}
