import { expect, test } from "vitest";
import { proxyRange } from "./proxy-range";

const steps = (...counts: number[]) => ({
  steps: counts.map((proxies) => ({
    endsAt: "2026-11-22T10:42:00Z",
    proxies,
    calls: null,
  })),
});

test("a step in which far fewer proxies were scraped is told", () => {
  expect(proxyRange(steps(100, 60, 100))).toEqual({ least: 60, most: 100 });
});

test("pods that come and go are not, and neither are holes, which show by themselves", () => {
  expect(proxyRange(steps(100, 0, 95, 0))).toBeNull();
  expect(proxyRange(steps())).toBeNull();
});
