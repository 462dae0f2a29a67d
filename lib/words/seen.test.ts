import { expect, test } from "vitest";
import { formatLatest, formatSeen } from "./seen";

const AT = "2026-01-02T12:00:00Z";
const said = (
  agoSeconds: number,
  stepSeconds: number,
  language: "en" | "zh" = "en",
) =>
  formatSeen(
    new Date(Date.parse(AT) - agoSeconds * 1_000).toISOString(),
    { at: AT, stepSeconds },
    language,
  );
const HOUR = 3_600;

test.each([
  [0, 72, "≤ 2 min. ago"],
  [0, 1_728, "≤ 29 min. ago"],
  [0, 12_096, "≤ 4 hr. ago"],
  [0, 51_840, "≤ 15 hr. ago"],
  [50 * 60, 25_200, "≤ 8 hr. ago"],
])(
  "what ended with the last step of a long window, %d s ago of %d s, is never said to be now",
  (ago, step, text) => {
    expect(said(ago, step)).toBe(text);
  },
);

test("between the ends of a step nobody knows when: both are said, each away from the middle", () => {
  expect(said(6.5 * HOUR, 6 * HOUR)).toBe("6–13 hr. ago");
  expect(said(40 * 60, 72)).toBe("40–42 min. ago");
  expect(said(6.5 * HOUR, 6 * HOUR, "zh")).toBe("6–13 小时前");
});

test("a step that is finer than the unit it is said in needs no range", () => {
  expect(said(3 * HOUR + 60, 1_728)).toBe("3 hr. ago");
});

test("a step of at most a minute is as good as a moment", () => {
  expect(said(0, 15)).toBe("now");
  expect(said(125, 60)).toBe("2 min. ago");
});

test("no time at all is a dash", () => {
  expect(formatSeen("never", { at: AT, stepSeconds: 72 }, "en")).toBe("–");
});

test("a moment that is the end of a long step is said to be the latest possible one", () => {
  const moment = (stepSeconds: number) =>
    formatLatest(AT, { at: AT, stepSeconds }, "en", "UTC");
  expect(moment(72)).toBe("at the latest 2 Jan 2026, 12:00:00 UTC");
  expect(moment(15)).toBe("2 Jan 2026, 12:00:00 UTC");
});
