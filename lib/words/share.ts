/**
 * Share of mutual TLS in percent, rounded down with as many digits as the missing part needs:
 * 99.996 % stays 99.996 %, and "100 %" is written only when nothing is missing.
 *
 * @param mutualTls count of calls with mutual TLS
 * @param total all calls of the same unit, those without a statement included
 * @returns e.g. "99.996 %" with a no-break space; "–" when nothing was counted
 */
export function formatShare(mutualTls: number, total: number): string {
  const all = whole(Math.ceil(total));
  const good = whole(Math.floor(mutualTls));
  if (all <= 0n) return "–";
  if (good >= all) return `100${SPACE}%`;
  if (good <= 0n) return `0${SPACE}%`;
  const digits = digitsFor(all - good, all);
  const scaled = (good * 100n * 10n ** BigInt(digits)) / all;
  if (scaled === 0n) return `<${SPACE}1${SPACE}%`;
  return `${decimal(scaled, digits)}${SPACE}%`;
}

const SPACE = "\u00a0";
const MAX_DIGITS = 6;

/** Two significant digits of what is missing: enough to tell 99.9 from 99.996. */
function digitsFor(missing: bigint, all: bigint): number {
  let digits = 0;
  while (
    digits < MAX_DIGITS &&
    missing * 100n * 10n ** BigInt(digits) < 10n * all
  ) {
    digits += 1;
  }
  return digits;
}

function decimal(scaled: bigint, digits: number): string {
  const text = scaled.toString().padStart(digits + 1, "0");
  const fraction = text.slice(text.length - digits).replace(/0+$/, "");
  const units = text.slice(0, text.length - digits);
  return digits === 0 || fraction === ""
    ? units || text
    : `${units}.${fraction}`;
}

/** Figures from outside may be anything; what is not a number counts as nothing. */
function whole(value: number): bigint {
  return Number.isFinite(value) ? BigInt(value) : 0n;
}
