/**
 * How far back traffic is judged: a whole number of minutes from 5 minutes to 30 days. Every length has
 * exactly one name, so that two people who share a link mean the same time and ask Prometheus once.
 */
import { z } from "zod";

/** The usual ones, shortest first; always to be had, whatever else is looked at. */
export const WINDOWS = [
  "5m",
  "15m",
  "1h",
  "6h",
  "24h",
  "3d",
  "7d",
  "30d",
] as const;

export type UsualWindow = (typeof WINDOWS)[number];

declare const checked: unique symbol;

/** Any other length, e.g. "90m", "36h" or "10d"; only `parseWindow` makes one. */
export type CustomWindow = string & { readonly [checked]: true };

export type Window = UsualWindow | CustomWindow;

export const DEFAULT_WINDOW: UsualWindow = "1h";

export const MIN_WINDOW_S = 300;
export const MAX_WINDOW_S = 2_592_000;

export const WINDOW_UNITS = ["m", "h", "d"] as const;
export type WindowUnit = (typeof WINDOW_UNITS)[number];

export const WINDOW_UNIT_SECONDS: Readonly<Record<WindowUnit, number>> = {
  m: 60,
  h: 3_600,
  d: 86_400,
};

const TEXT = /^[1-9]\d{0,4}[mhd]$/;

/** The window a text means, under its one name ("60m" is "1h", "1d" is "24h"); null = it means none. */
export function parseWindow(text: string): Window | null {
  return TEXT.test(text) ? windowOfSeconds(secondsOf(text)) : null;
}

/** The window of that length; null where it is no whole number of minutes, too short or too long. */
export function windowOfSeconds(seconds: number): Window | null {
  if (seconds % 60 !== 0) return null;
  if (seconds < MIN_WINDOW_S || seconds > MAX_WINDOW_S) return null;
  const usual = WINDOWS.find((window) => windowSeconds(window) === seconds);
  if (usual) return usual;
  const unit =
    WINDOW_UNITS.findLast(
      (unit) => seconds % WINDOW_UNIT_SECONDS[unit] === 0,
    ) ?? "m";
  return `${seconds / WINDOW_UNIT_SECONDS[unit]}${unit}` as CustomWindow;
}

export function windowSeconds(window: Window): number {
  return secondsOf(window);
}

export function isUsualWindow(window: Window): window is UsualWindow {
  return WINDOWS.some((usual) => usual === window);
}

/** A window as it comes from outside; its output is the window's one name. */
export const windowText = z
  .string()
  .regex(TEXT, { abort: true, message: messageOf() })
  .describe("How far back: minutes, hours or days, from 5m to 30d")
  .transform((text, context): Window => {
    const window = parseWindow(text);
    if (window !== null) return window;
    context.issues.push({ code: "custom", input: text, message: messageOf() });
    return z.NEVER;
  });

function secondsOf(text: string): number {
  const unit = WINDOW_UNITS.find((unit) => text.endsWith(unit)) ?? "m";
  return Number.parseInt(text, 10) * WINDOW_UNIT_SECONDS[unit];
}

function messageOf(): string {
  return "must be minutes, hours or days from 5m to 30d, e.g. 90m, 36h or 10d";
}
