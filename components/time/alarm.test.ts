import { describe, expect, it } from "vitest";
import { aSource } from "@/components/testing/a-snapshot";
import type { Source } from "@/lib/api/contract";
import { ageSeconds, alarmOf } from "./alarm";

const EARLY = "2026-11-22T10:00:00Z";
const LATE = "2026-11-22T10:05:00Z";
const AS_OF = "2026-11-22T09:59:00Z";

const of = (...sources: readonly Partial<Source>[]) => ({
  trafficAsOf: AS_OF,
  sources: sources.map((over, at) => aSource({ id: String(at), ...over })),
});

describe("the header's alarm", () => {
  it("is silent while anything of that side is live or starting", () => {
    const mixed = of({ state: "stale" }, { state: "down" }, { state: "live" });
    expect(alarmOf(mixed, "kubernetes")).toBeNull();
    expect(
      alarmOf(of({ state: "starting" }, { state: "down" }), "kubernetes"),
    ).toBeNull();
    expect(alarmOf(of({ state: "forbidden" }), "kubernetes")).toBeNull();
    expect(alarmOf(of(), "prometheus")).toBeNull();
  });

  it("counts the age of stale objects from the first that went stale", () => {
    const gone = of(
      { state: "stale", since: LATE },
      { state: "stale", since: EARLY },
      { state: "absent", since: "2026-11-22T08:00:00Z" },
    );
    expect(alarmOf(gone, "kubernetes")).toEqual({
      code: "kubernetesStale",
      since: EARLY,
    });
  });

  it("tells what is still shown from what is not known any more", () => {
    const down = of({ state: "down", since: LATE });
    expect(alarmOf(down, "kubernetes")?.code).toBe("kubernetesDown");
    const prometheus = (state: Source["state"]) =>
      alarmOf(of({ from: "prometheus", state, since: LATE }), "prometheus");
    expect(prometheus("stale")).toEqual({
      code: "prometheusStale",
      since: AS_OF,
    });
    expect(prometheus("down")).toEqual({ code: "prometheusDown", since: LATE });
  });
});

it("never makes data younger than the server knew it to be", () => {
  const since = EARLY;
  const takenAt = LATE;
  const slowClockMs = Date.parse(EARLY) - 3_600_000;
  expect(ageSeconds(since, { takenAt }, slowClockMs)).toBe(300);
  expect(ageSeconds(since, { takenAt }, Date.parse(LATE) + 1_000)).toBe(301);
  expect(ageSeconds(LATE, { takenAt: EARLY }, 0)).toBe(0);
});
