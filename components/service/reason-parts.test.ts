import { expect, test } from "vitest";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { otherReasons } from "./reason-parts";

type Reason = ServiceDetail["verdict"]["reasons"][number];

const reason = (code: Reason["code"], level: Reason["level"]): Reason => ({
  code,
  level,
  params: {},
  objects: [],
});
const coverage = { reportingPods: 1, proxiedPods: 1, pods: 1, complete: true };
const parts = (first: Reason, ...others: Reason[]) =>
  otherReasons({
    coverage,
    verdict: {
      state: "BLOCKED",
      reason: first,
      more: others.length,
      reasons: [first, ...others],
    },
  });

test("what blocks is never listed with what is only good to know", () => {
  const first = reason("plaintext-seen", "block");
  const second = reason("auto-mtls-off", "block");
  const warning = reason("shared-pods", "warn");
  const knowing = reason("unmeshed-workloads", "info");
  expect(parts(first, knowing, second, warning)).toEqual({
    blocking: [second],
    warning: [warning],
    knowing: [knowing],
  });
});

test("the first reason and what is about evidence are said elsewhere", () => {
  const first = reason("plaintext-seen", "block");
  expect(parts(first, reason("partial-coverage", "warn"))).toEqual({
    blocking: [],
    warning: [],
    knowing: [],
  });
});
