import { describe, expect, it } from "vitest";
import {
  formatAgo,
  formatCompactCount,
  formatCount,
  formatDuration,
  formatMoment,
  formatWindow,
} from "./figures";

const NOW_MS = Date.parse("2026-01-02T12:00:00Z");
const ago = (seconds: number, language: "en" | "zh" = "en") =>
  formatAgo(new Date(NOW_MS - seconds * 1_000).toISOString(), NOW_MS, language);

describe("an age", () => {
  it.each([
    [0, "now"],
    [9, "now"],
    [59, "59 sec. ago"],
    [119, "1 min. ago"],
    [3 * 3_600 - 1, "2 hr. ago"],
    [2 * 86_400 - 1, "1 day ago"],
    [-30, "now"],
  ])("of %d s is %s: rounded down, never older than it is", (seconds, text) => {
    expect(ago(seconds)).toBe(text);
  });

  it("is said in Chinese too", () => {
    expect(ago(150, "zh")).toBe("2分钟前");
    expect(ago(0, "zh")).toBe("现在");
  });

  it("of no time at all is a dash", () => {
    expect(formatAgo("never", NOW_MS, "en")).toBe("–");
  });
});

it("groups counts", () => {
  expect(formatCount(1_234_567, "en")).toBe("1,234,567");
  expect(formatCount(1_234_567, "zh")).toBe("1,234,567");
});

it("rounds short counts away from good", () => {
  expect(formatCompactCount(48_199_999, "en", "down")).toBe("48.1M");
  expect(formatCompactCount(48_100_001, "en", "up")).toBe("48.2M");
  expect(formatCompactCount(999, "en", "up")).toBe("999");
  expect(formatCompactCount(48_199_999, "zh", "down")).toBe("4810万");
});

it("says how long in the largest whole unit", () => {
  expect(formatDuration(150, "en")).toBe("2 minutes");
  expect(formatDuration(3_600, "en")).toBe("1 hour");
  expect(formatDuration(0, "en")).toBe("0 seconds");
  expect(formatDuration(172_800, "zh")).toBe("2天");
});

it("says a moment in the zone it is asked for", () => {
  const moment = formatMoment("2026-01-02T12:00:00Z", "en", "UTC");
  expect(moment).toContain("12:00:00");
  expect(moment).toContain("UTC");
  expect(formatMoment("2026-01-02T12:00:00Z", "zh", "Asia/Shanghai")).toContain(
    "20:00:00",
  );
  expect(formatMoment("nonsense", "en", "UTC")).toBe("–");
});

it("names windows", () => {
  expect(formatWindow("24h", "en")).toBe("24\u00a0h");
  expect(formatWindow("5m", "zh")).toBe("5\u00a0分钟");
});
