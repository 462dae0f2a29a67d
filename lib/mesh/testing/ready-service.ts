import { expect } from "vitest";
import type { Inventory, Pod } from "@/lib/mesh/objects";
import type { ReasonCode, ReasonLevel } from "@/lib/mesh/readiness/reason";
import type { Telemetry, TrafficEdge } from "@/lib/mesh/traffic/traffic";
import { anEdge, aPod, aTelemetry } from "./inventory-builders";
import { httpbin, onlyRow } from "./only-row";

/** foo/httpbin, which would be READY, with one thing added. */
export interface Case {
  readonly mesh?: Partial<Inventory>;
  readonly pod?: Partial<Pod>;
  readonly edges?: readonly TrafficEdge[];
  readonly telemetry?: Partial<Telemetry>;
}

/** A rule of readiness, where it is found, and what only looks like it. */
export type Rule = readonly [
  name: string,
  code: ReasonCode,
  level: ReasonLevel,
  cases: { readonly found: Case; readonly nearMiss: Case },
];

export const called = anEdge("bar/sleep", "foo/httpbin");

export function rowOf({
  mesh = {},
  pod = {},
  edges = [],
  telemetry = {},
}: Case) {
  const pods = [aPod("foo/httpbin-1", pod), ...(mesh.pods ?? [])];
  return onlyRow(
    { ...httpbin, ...mesh, pods },
    {
      ...aTelemetry(
        [called, ...edges],
        pods.map(({ namespace, name }) => `${namespace}/${name}`),
      ),
      ...telemetry,
    },
  );
}

export function expectRule(
  ...[, code, level, { found, nearMiss }]: Rule
): void {
  const { verdict } = rowOf(found);
  expect(verdict.reasons).toContainEqual(
    expect.objectContaining({ code, level }),
  );
  if (level === "block") expect(verdict.state).toBe("BLOCKED");
  if (level === "warn") expect(verdict.state).not.toBe("READY");
  const near = rowOf(nearMiss).verdict.reasons;
  expect(near.map((reason) => reason.code)).not.toContain(code);
}

export function aPort(
  appProtocol: string,
  number: number,
  targetPort = number,
) {
  return {
    name: appProtocol,
    port: number,
    targetPort,
    protocol: "TCP",
    appProtocol,
  };
}
