import { expect, it } from "vitest";
import { LANGUAGES } from "@/lib/words/language";
import { stepClock, stepLength } from "./step-time";
import type { StepKind, TrendStep, UnitTrend } from "./trend-model";
import { trendSentence } from "./trend-sentence";

const STARTS_MS = Date.parse("2026-11-22T10:00:00Z");
const clock = stepClock(3_600_000, 60_000, "en", "Asia/Kathmandu");

function trendOf(...found: readonly StepKind[]): UnitTrend {
  const kinds = {
    plaintext: 0,
    no_statement: 0,
    mutual_tls: 0,
    quiet: 0,
    unknown: 0,
  };
  const steps = found.map((kind, index): TrendStep => {
    kinds[kind] += 1;
    const fromMs = STARTS_MS + index * 60_000;
    return { index, kind, fromMs, toMs: fromMs + 60_000, counts: null };
  });
  const plaintext = steps
    .filter(({ kind }) => kind === "plaintext")
    .map(({ index, fromMs, toMs }) => ({
      first: index,
      last: index,
      fromMs,
      toMs,
      plaintext: 1,
    }));
  return { unit: "requests", steps, kinds, plaintext, unknown: [] };
}

it("says how often plaintext came and when last, in the reader's time", () => {
  const trend = trendOf("plaintext", "quiet", "plaintext", "mutual_tls");
  expect(trendSentence(trend, clock, "en")).toBe(
    "Plaintext in 2 of 4 steps, last 15:47–15:48 GMT+5:45.",
  );
});

it("says of how many steps it knows that there was none", () => {
  const trend = trendOf("mutual_tls", "unknown", "quiet", "unknown");
  expect(trendSentence(trend, clock, "en")).toBe(
    "No plaintext in 2 steps with figures. 2 steps without figures.",
  );
});

it("does not pass over calls that nothing is said about", () => {
  expect(trendSentence(trendOf("no_statement"), clock, "en")).toContain(
    "1 step with calls without a statement.",
  );
});

it.each(LANGUAGES)("has every word in %s", (language) => {
  const trend = trendOf("plaintext", "no_statement", "unknown");
  const sentence = trendSentence(trend, clock, language);
  expect(sentence).not.toMatch(/undefined|NaN/);
  expect(sentence).toMatch(/[.。]$/);
});

it("names the day where a chart spans several, and the seconds where steps are shorter than a minute", () => {
  const long = stepClock(86_400_000, 1_440_000, "en", "UTC");
  expect(long.moment(STARTS_MS)).toBe("22 Nov, 10:00 UTC");
  const short = stepClock(300_000, 15_000, "en", "UTC");
  expect(short.moment(STARTS_MS)).toBe("10:00:00 UTC");
});

it.each([
  [15, "15 sec"],
  [60, "1 min"],
  [10_080, "2 hr 48 min"],
  [43_200, "12 hr"],
])("%i seconds are %s, exactly", (seconds, text) => {
  expect(stepLength(seconds, "en")).toBe(text);
});
