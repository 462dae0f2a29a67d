import { describe, expect, it } from "vitest";
import { parseWindow } from "@/lib/mesh/window";
import {
  formatAgo,
  formatClock,
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
    expect(ago(150, "zh")).toBe("2\u00a0分钟前");
    expect(ago(3 * 86_400, "zh")).toBe("3\u00a0天前");
    expect(ago(0, "zh")).toBe("现在");
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
  expect(formatDuration(172_800, "zh")).toBe("2\u00a0天");
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

it.each([
  ["5m", "5 min", "5 分钟"],
  ["24h", "24 h", "24 小时"],
  ["30d", "30 days", "30 天"],
  ["90m", "1 h 30 min", "1 小时 30 分钟"],
  ["36h", "36 h", "36 小时"],
  ["2d", "2 days", "2 天"],
  ["49h", "2 days 1 h", "2 天 1 小时"],
  ["43199m", "29 days 23 h 59 min", "29 天 23 小时 59 分钟"],
])("says of the window %s exactly how long it is", (name, en, zh) => {
  const window = parseWindow(name);
  if (window === null) throw new Error(`${name} is no window`);
  expect(formatWindow(window, "en").replaceAll("\u00a0", " ")).toBe(en);
  expect(formatWindow(window, "zh").replaceAll("\u00a0", " ")).toBe(zh);
});

it("says the time of a moment with its zone, and the day only where it needs one", () => {
  const time = (iso: string) => formatClock(iso, NOW_MS, "en", "UTC");
  expect(time("2026-01-02T10:42:07Z")).toBe("10:42:07 UTC");
  expect(time("2025-12-30T10:42:07Z")).toBe("30 Dec, 10:42:07 UTC");
  expect(
    formatClock("2026-01-02T10:42:07Z", NOW_MS, "zh", "Asia/Kathmandu"),
  ).toMatch(/16:27:07/);
  expect(formatClock("never", NOW_MS, "en", "UTC")).toBe("–");
});
