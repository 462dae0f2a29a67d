import { expect, test } from "vitest";
import {
  aCaller,
  aDetail,
  aVerdict,
  aVerdictWithOpenPorts,
  someCounts,
} from "@/components/testing/a-snapshot";
import { attributionNeed } from "./attribution-need";

const plaintext = { requests: someCounts({ plaintext: 1 }) };
const stranger = aCaller({ namespace: null, workload: null, ...plaintext });

test.each([
  ["unnamed", "plaintext comes from nobody", aDetail({ callers: [stranger] })],
  [
    "unnamed",
    "one caller of a namespace has no name",
    aDetail({ callers: [aCaller({ workload: null, ...plaintext })] }),
  ],
  [
    null,
    "everybody with plaintext has a name",
    aDetail({ callers: [aCaller(plaintext)] }),
  ],
  [
    null,
    "a caller without a name used mutual TLS",
    aDetail({ callers: [aCaller({ workload: null })] }),
  ],
  [
    "locked",
    "refusals are counted nowhere",
    aDetail({ verdict: { ...aVerdict("LOCKED"), reasons: [] } }),
  ],
  [
    "ajar",
    "the service is locked, and a port of its pods stays open",
    aDetail({ verdict: { ...aVerdictWithOpenPorts(), reasons: [] } }),
  ],
  [
    null,
    "there is no proxy that could have logged",
    aDetail({
      callers: [stranger],
      coverage: { reportingPods: 0, proxiedPods: 0, pods: 2, complete: false },
    }),
  ],
] as const)("%s where %s", (need, _, row) => {
  expect(attributionNeed(row)).toBe(need);
});
