import { expect, test } from "vitest";
import { logMoment } from "./log-moment";

test("a moment ends with its zone in both languages", () => {
  const iso = "2026-11-22T10:41:07Z";
  expect(logMoment(iso, "en", "UTC")).toBe("22 Nov, 10:41:07 UTC");
  expect(logMoment(iso, "zh", "UTC")).toBe("11月22日 10:41:07 UTC");
});
