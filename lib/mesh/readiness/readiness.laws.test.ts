import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Pod } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aService,
  aTelemetry,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import { type Criteria, STRICT_CRITERIA } from "./criteria";
import { isReady, type VerdictState } from "./reason";

const NAMES = ["foo/httpbin-1", "foo/httpbin-2", "foo/httpbin-3"];
const NOW_S = aTelemetry([], []).evaluatedAtS;

const pods = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom(...NAMES),
      proxied: fc.boolean(),
      probed: fc.boolean(),
    }),
    { selector: ({ name }) => name, minLength: 1 },
  )
  .map((list) =>
    list.map(({ name, proxied, probed }): Pod => {
      const pod = aPod(
        name,
        probed ? { probes: [{ by: "http", port: 8080 }] } : {},
      );
      return proxied ? pod : withoutProxy(pod);
    }),
  );

const telemetries: fc.Arbitrary<Telemetry> = fc
  .record({
    reporting: fc.subarray(NAMES),
    complete: fc.boolean(),
    coversWindow: fc.boolean(),
    windowS: fc.constantFrom(300, 3_600),
    edges: fc.array(
      fc.record({
        from: fc.constantFrom(null, "bar/sleep"),
        security: fc.constantFrom("plaintext", "mutual_tls", "no_statement"),
        count: fc.constantFrom(1, 4, 20),
        agoS: fc.constantFrom(null, 30, 2_000),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ reporting, edges, ...rest }) => ({
    ...aTelemetry(
      edges.map(({ from, security, count, agoS }) =>
        anEdge(from, "foo/httpbin", {
          security,
          count,
          lastSeenS: agoS === null ? null : NOW_S - agoS,
        }),
      ),
      reporting,
    ),
    ...rest,
  }));

const criteria: fc.Arbitrary<Criteria> = fc.record({
  minWindowS: fc.constantFrom(0, 3_600),
  maxPlaintext: fc.constantFrom(0, 5),
  quietPeriodS: fc.constantFrom(null, 1_800),
  minCoveragePercent: fc.constantFrom(1, 50, 100),
});

function rowBy(
  list: readonly Pod[],
  telemetry: Telemetry | null,
  by: Criteria,
) {
  const mesh = anInventory({ services: [aService("foo/httpbin")], pods: list });
  const { rows } = buildMatrix(
    resolveMesh(indexMesh(mesh)),
    telemetry,
    readable,
    null,
    by,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("no row");
  return row;
}

test("without coverage nothing is ready, by whatever criteria", () => {
  fc.assert(
    fc.property(pods, telemetries, criteria, (list, telemetry, by) => {
      const { verdict, evidence } = rowBy(list, telemetry, by);
      if (!isReady(verdict)) return;
      const { reportingPods, proxiedPods } = evidence.coverage;
      expect(reportingPods).toBeGreaterThan(0);
      expect(reportingPods / proxiedPods).toBeGreaterThanOrEqual(
        by.minCoveragePercent / 100,
      );
      if (by.minCoveragePercent === 100) {
        expect(evidence.state).not.toBe("no_evidence");
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test("ready without warnings has no reason above the level of information", () => {
  fc.assert(
    fc.property(pods, telemetries, criteria, (list, telemetry, by) => {
      const { state, reasons } = rowBy(list, telemetry, by).verdict;
      const levels = new Set(reasons.map(({ level }) => level));
      if (state === "READY") expect([...levels]).toEqual(["info"]);
      if (state === "READY_WITH_WARNINGS") {
        expect(levels).toContain("warn");
        expect(levels).not.toContain("block");
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

const RANK: Readonly<Record<VerdictState, number>> = {
  BLOCKED: 0,
  UNKNOWN: 0,
  READY_WITH_WARNINGS: 1,
  READY: 2,
  LOCKED: 2,
};

test("taking evidence away never makes a verdict better", () => {
  const losses: readonly ((t: Telemetry, at: number) => Telemetry | null)[] = [
    () => null,
    (t) => ({ ...t, complete: false }),
    (t) => ({ ...t, outdated: true }),
    (t) => ({ ...t, coversWindow: false }),
    (t, at) => ({
      ...t,
      reportingPods: new Set([...t.reportingPods].filter((_, i) => i !== at)),
    }),
    // That plaintext came is bad news, and is not what is taken away here.
    (t, at) => ({
      ...t,
      edges: t.edges.filter(
        ({ security }, i) => i !== at || security === "plaintext",
      ),
    }),
    (t, at) => ({
      ...t,
      edges: t.edges.map((edge, i) =>
        i === at && edge.security === "mutual_tls"
          ? { ...edge, security: "no_statement" as const }
          : edge,
      ),
    }),
    (t, at) => ({
      ...t,
      edges: t.edges.map((edge, i) =>
        i === at ? { ...edge, lastSeenS: null } : edge,
      ),
    }),
  ];
  fc.assert(
    fc.property(
      pods,
      telemetries,
      criteria,
      fc.constantFrom(...losses),
      fc.nat({ max: 3 }),
      (list, telemetry, by, lose, at) => {
        // A call without a statement is a doubt; losing that one is no loss.
        const lost = telemetry.edges[at]?.security === "no_statement";
        fc.pre(!lost);
        const before = rowBy(list, telemetry, by).verdict.state;
        const after = rowBy(list, lose(telemetry, at), by).verdict.state;
        expect(RANK[after]).toBeLessThanOrEqual(RANK[before]);
      },
    ),
    { numRuns: 500 },
  );
}, 60_000);

test("a criterion loosens only what it names", () => {
  const NAMED: Readonly<Record<keyof Criteria, readonly string[]>> = {
    minWindowS: ["window-too-short"],
    maxPlaintext: ["plaintext-seen", "plaintext-stopped"],
    quietPeriodS: ["plaintext-seen", "plaintext-stopped"],
    minCoveragePercent: ["partial-coverage"],
  };
  const LOOSE: Criteria = {
    minWindowS: 0,
    maxPlaintext: 1_000,
    quietPeriodS: 1,
    minCoveragePercent: 1,
  };
  const tight: Criteria = { ...STRICT_CRITERIA, minWindowS: 3_600 };
  fc.assert(
    fc.property(
      pods,
      telemetries,
      fc.constantFrom(
        "minWindowS",
        "maxPlaintext",
        "quietPeriodS",
        "minCoveragePercent",
      ),
      (list, telemetry, field) => {
        const blocksBy = (by: Criteria) =>
          rowBy(list, telemetry, by)
            .verdict.reasons.filter(({ level }) => level === "block")
            .map(({ code }) => code);
        const loosened = blocksBy({ ...tight, [field]: LOOSE[field] });
        const gone = blocksBy(tight).filter((code) => !loosened.includes(code));
        for (const code of gone) expect(NAMED[field]).toContain(code);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
