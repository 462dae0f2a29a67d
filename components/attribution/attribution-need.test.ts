import { expect, test } from "vitest";
import {
  aCaller,
  aCell,
  aRow,
  aVerdict,
  someCounts,
} from "@/components/testing/a-snapshot";
import { attributionNeed } from "./attribution-need";

const plaintext = { requests: someCounts({ plaintext: 1 }) };
const stranger = aCell({ client: null, ...plaintext });

test.each([
  ["unnamed", "plaintext comes from nobody", aRow({ cells: [stranger] })],
  [
    "unnamed",
    "one caller of a namespace has no name",
    aRow({
      cells: [
        aCell({
          ...plaintext,
          callers: [aCaller({ workload: null, ...plaintext })],
        }),
      ],
    }),
  ],
  [
    null,
    "everybody with plaintext has a name",
    aRow({ cells: [aCell({ ...plaintext, callers: [aCaller(plaintext)] })] }),
  ],
  [
    null,
    "a caller without a name used mutual TLS",
    aRow({ cells: [aCell({ client: null })] }),
  ],
  [
    "locked",
    "refusals are counted nowhere",
    aRow({ verdict: aVerdict("LOCKED") }),
  ],
  [
    null,
    "there is no proxy that could have logged",
    aRow({
      cells: [stranger],
      coverage: { reportingPods: 0, proxiedPods: 0, pods: 2, complete: false },
    }),
  ],
] as const)("%s where %s", (need, _, row) => {
  expect(attributionNeed(row)).toBe(need);
});
