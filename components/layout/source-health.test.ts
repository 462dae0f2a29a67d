import { describe, expect, it } from "vitest";
import { aSource } from "@/components/testing/a-snapshot";
import type { Source } from "@/lib/api/contract";
import { healthOf, lastHeard, liveNow, troubled } from "./source-health";

const A_WARNING: Source["warnings"][number] = {
  code: "said-by-prometheus",
  names: [],
  message: "partial response.",
};

const live = aSource();

describe("healthOf", () => {
  it("is live only when every statement is", () => {
    expect(healthOf([live], "kubernetes")).toBe("live");
    const forbidden = aSource({ state: "forbidden" });
    expect(healthOf([live, forbidden], "kubernetes")).toBe("degraded");
    const warned = aSource({ warnings: [A_WARNING] });
    expect(healthOf([live, warned], "kubernetes")).toBe("degraded");
  });

  it.each([
    ["stale", "stale"],
    ["starting", "starting"],
    ["down", "degraded"],
    ["absent", "degraded"],
  ] as const)(
    "turns one %s statement among live ones into %s",
    (state, health) => {
      expect(healthOf([live, aSource({ state })], "kubernetes")).toBe(health);
    },
  );

  it("is down when nothing of that side can be reached", () => {
    expect(healthOf([aSource({ state: "down" })], "kubernetes")).toBe("down");
  });

  it("knows no health of a side that was never asked", () => {
    expect(healthOf([live], "prometheus")).toBeNull();
  });
});

describe("lastHeard", () => {
  it("calls nothing live while our own server is away", () => {
    expect(lastHeard("live", true)).toBe("stale");
    expect(lastHeard("live", false)).toBe("live");
  });

  it("keeps what was worse, and what was never asked", () => {
    expect(lastHeard("down", true)).toBe("down");
    expect(lastHeard("degraded", true)).toBe("degraded");
    expect(lastHeard(null, true)).toBeNull();
  });
});

describe("liveNow", () => {
  it("promises nothing live while the last answer failed or the browser is offline", () => {
    expect(liveNow("live", { away: true, online: true })).toBe("polling");
    expect(liveNow("live", { away: false, online: false })).toBe("polling");
    expect(liveNow("live", { away: false, online: true })).toBe("live");
  });

  it("keeps what the stream says of itself", () => {
    for (const live of ["connecting", "polling", "paused"] as const) {
      expect(liveNow(live, { away: true, online: false })).toBe(live);
      expect(liveNow(live, { away: false, online: true })).toBe(live);
    }
  });
});

describe("troubled", () => {
  it("does not report the kinds that Istio itself has dropped", () => {
    const legacy = aSource({
      id: "kubernetes/policies.authentication.istio.io",
      state: "absent",
    });
    expect(troubled([legacy])).toEqual([]);
    expect(troubled([{ ...legacy, state: "forbidden" }])).toHaveLength(1);
  });
});
