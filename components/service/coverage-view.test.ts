import { describe, expect, test } from "vitest";
import { aDetail, aVerdict } from "@/components/testing/a-snapshot";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { type CoverageState, coverageView } from "./coverage-view";

const WHOLE = { reportingPods: 2, proxiedPods: 2, pods: 2, complete: true };

describe("the coverage of a service", () => {
  test.each<[CoverageState, string, Partial<ServiceDetail["coverage"]>]>([
    ["complete", "every proxy reports and nothing is cut", {}],
    ["partial", "one proxy is silent", { reportingPods: 1 }],
    ["partial", "all report, but not of every call", { complete: false }],
    ["none", "no proxy reports", { reportingPods: 0, complete: false }],
    [
      "none",
      "a claim of completeness stands beside nothing",
      { reportingPods: 0 },
    ],
    ["no_proxy", "no pod has a proxy", { reportingPods: 0, proxiedPods: 0 }],
    [
      "no_pods",
      "there is no pod",
      { reportingPods: 0, proxiedPods: 0, pods: 0 },
    ],
  ])("is %s where %s", (state, _, parts) => {
    const row = aDetail({ coverage: { ...WHOLE, ...parts } });
    expect(coverageView(row).state).toBe(state);
  });

  test("takes what is missing from the verdict, and nothing that is not about evidence", () => {
    const reason = (code: "plaintext-seen" | "window-not-covered") => ({
      code,
      level: "warn" as const,
      params: {},
      objects: [],
    });
    const { missing } = coverageView(
      aDetail({
        verdict: {
          ...aVerdict("BLOCKED"),
          reasons: [reason("plaintext-seen"), reason("window-not-covered")],
        },
      }),
    );
    expect(missing.map(({ code }) => code)).toEqual(["window-not-covered"]);
  });
});
