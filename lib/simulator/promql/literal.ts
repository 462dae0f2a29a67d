import { PromqlProblem } from "./problem";

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/**
 * A PromQL duration ("1h30m", "90", "0.5") in milliseconds; a bare number is seconds.
 * @returns null where the text is not a duration.
 */
export function parseDurationMs(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Number(text) * 1_000;
  }
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) {
    return null;
  }
  let totalMs = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    totalMs += Number(amount) * (unitMs[unit ?? ""] ?? Number.NaN);
  }
  return totalMs;
}

/** A PromQL number: decimal, exponent, hexadecimal, Inf, NaN, or a duration in seconds. */
export function parseNumber(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[+-]/, "").toLowerCase();
  if (digits === "inf") {
    return sign * Number.POSITIVE_INFINITY;
  }
  if (digits === "nan") {
    return Number.NaN;
  }
  const value = Number(digits);
  if (!Number.isNaN(value)) {
    return sign * value;
  }
  const durationMs = parseDurationMs(digits);
  if (durationMs === null) {
    throw new PromqlProblem(
      "bad_data",
      `parse error: bad number or duration syntax: "${text}"`,
    );
  }
  return (sign * durationMs) / 1_000;
}

/** A quoted PromQL string: backquotes are raw, the others know Go's escapes. */
export function parseString(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith("`")) {
    return inner;
  }
  return inner.replace(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)/gs,
    (_, sequence: string) => unescapeOne(sequence),
  );
}

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

function unescapeOne(sequence: string): string {
  const plain = escapes[sequence];
  if (plain !== undefined) {
    return plain;
  }
  if (/^[xuU]/.test(sequence) && sequence.length > 1) {
    return String.fromCodePoint(Number.parseInt(sequence.slice(1), 16));
  }
  if (/^[0-7]{3}$/.test(sequence)) {
    return String.fromCodePoint(Number.parseInt(sequence, 8));
  }
  throw new PromqlProblem(
    "bad_data",
    `parse error: unknown escape sequence U+${(sequence.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")} '${sequence}'`,
  );
}
