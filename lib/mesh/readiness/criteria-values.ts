import { z } from "zod";

const UNIT_SECONDS = { m: 60, h: 3_600, d: 86_400 } as const;

/** "90m", "6h", "14d" → seconds; at most 365 days. */
export const durationS = z
  .string()
  .regex(/^[1-9]\d{0,4}[mhd]$/, "must be a time such as 30m, 6h or 14d")
  .transform((text) => {
    const unit = z.enum(["m", "h", "d"]).parse(text.slice(-1));
    return Number(text.slice(0, -1)) * UNIT_SECONDS[unit];
  })
  .pipe(z.number().max(365 * UNIT_SECONDS.d, "must be at most 365d"));

/** A whole number, at most 999,999,999. */
export const wholeCount = z
  .string()
  .regex(/^\d{1,9}$/, "must be a whole number")
  .transform(Number);

/** "95" or "95%"; nothing is ready without telemetry, so 0 is no answer. */
export const coveragePercent = z
  .string()
  .regex(
    /^(?:100|[1-9]\d?)%?$/,
    "must be a whole percentage from 1 to 100, such as 95%",
  )
  .transform((text) => Number.parseInt(text, 10));
