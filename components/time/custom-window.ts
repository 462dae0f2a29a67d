/** What somebody typed as a time range of their own. Pure. */
import {
  MIN_WINDOW_S,
  parseWindow,
  WINDOW_UNIT_SECONDS,
  WINDOW_UNITS,
  type Window,
  type WindowUnit,
} from "@/lib/mesh/window";

export interface TypedWindow {
  readonly amount: string;
  readonly unit: WindowUnit;
}

export type ReadWindow =
  | { readonly window: Window }
  | { readonly problem: "number" | "short" | "long" };

/** Digits of any width count, since some keyboards write "９０". */
export function readTyped({ amount, unit }: TypedWindow): ReadWindow {
  const text = amount.normalize("NFKC").trim();
  if (!/^\d+$/.test(text)) return { problem: "number" };
  const figure = Number(text);
  const window = parseWindow(`${figure}${unit}`);
  if (window !== null) return { window };
  const short = figure * WINDOW_UNIT_SECONDS[unit] < MIN_WINDOW_S;
  return { problem: short ? "short" : "long" };
}

/** The form as it would have been filled in for this window. */
export function typedOf(window: Window): TypedWindow {
  const unit = WINDOW_UNITS.find((unit) => window.endsWith(unit)) ?? "m";
  return { amount: window.slice(0, -unit.length), unit };
}
