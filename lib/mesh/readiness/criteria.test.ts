import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, readable } from "@/lib/mesh/testing/only-row";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import {
  CRITERIA_SCHEMAS,
  type Criteria,
  criteriaOf,
  STRICT_CRITERIA,
} from "./criteria";

const NOW_S = aTelemetry([], []).evaluatedAtS;
const mutual = anEdge("bar/sleep", "foo/httpbin");

function plaintext(count: number, agoS: number | null) {
  return anEdge(null, "foo/httpbin", {
    count,
    lastSeenS: agoS === null ? null : NOW_S - agoS,
  });
}

function verdictBy(
  criteria: Partial<Criteria>,
  telemetry: Partial<Telemetry>,
  pods = ["foo/httpbin-1"],
) {
  const matrix = buildMatrix(
    resolveMesh(
      indexMesh(anInventory({ ...httpbin, pods: pods.map((p) => aPod(p)) })),
    ),
    { ...aTelemetry([mutual], ["foo/httpbin-1"]), ...telemetry },
    readable,
    null,
    { ...STRICT_CRITERIA, ...criteria },
  );
  const [row] = matrix.rows;
  if (row === undefined) throw new Error("no row");
  return row.verdict;
}

const codes = (verdict: ReturnType<typeof verdictBy>) =>
  verdict.reasons.map(({ code }) => code);

describe("the criteria that nobody set", () => {
  test("one plaintext request in the window blocks, however long ago", () => {
    const verdict = verdictBy({}, { edges: [mutual, plaintext(1, 3_500)] });
    expect(verdict.state).toBe("BLOCKED");
    expect(verdict.reasons[0]).toMatchObject({
      code: "plaintext-seen",
      params: { requests: 1, agoS: 3_500 },
    });
  });

  test("one pod without telemetry leaves it unknown", () => {
    const two = ["foo/httpbin-1", "foo/httpbin-2"];
    expect(verdictBy({}, {}, two).state).toBe("UNKNOWN");
  });
});

describe("tolerated plaintext", () => {
  test.each([
    ["within it", 5, 5, "READY_WITH_WARNINGS", "plaintext-tolerated"],
    ["one more", 5, 6, "BLOCKED", "plaintext-seen"],
    ["a fraction more", 5, 5.2, "BLOCKED", "plaintext-seen"],
  ])("%s", (_, maxPlaintext, count, state, code) => {
    const edges = [mutual, plaintext(count, 60)];
    const verdict = verdictBy({ maxPlaintext }, { edges });
    expect(verdict.state).toBe(state);
    expect(codes(verdict)).toContain(code);
    expect(codes(verdict)).not.toContain("only-mutual-tls-seen");
  });

  test("counts all callers together, and each unit by itself", () => {
    const twice = [plaintext(3, 60), plaintext(3, 60)].map((edge, at) => ({
      ...edge,
      source: { ...edge.source, namespace: `n${at}`, workload: "w" },
    }));
    const sum = verdictBy({ maxPlaintext: 5 }, { edges: twice });
    expect(sum.state).toBe("BLOCKED");
    const units = [
      plaintext(5, 60),
      { ...plaintext(5, 60), unit: "connections" as const },
    ];
    expect(verdictBy({ maxPlaintext: 5 }, { edges: units }).state).toBe(
      "READY_WITH_WARNINGS",
    );
  });
});

describe("a quiet period", () => {
  test.each([
    ["over", 1_800, "READY_WITH_WARNINGS"],
    ["not over", 1_799, "BLOCKED"],
    ["of which nobody knows whether it is over", null, "BLOCKED"],
  ])("%s", (_, agoS, state) => {
    const edges = [mutual, plaintext(7, agoS)];
    const verdict = verdictBy({ quietPeriodS: 1_800 }, { edges });
    expect(verdict.state).toBe(state);
    if (state === "BLOCKED") return;
    expect(verdict.reasons[0]).toMatchObject({
      code: "plaintext-quiet",
      level: "warn",
      params: { requests: 7, agoS: 1_800 },
    });
  });

  test("one unknown time among known ones keeps a caller from being quiet", () => {
    const edges = [
      mutual,
      plaintext(1, 3_000),
      { ...plaintext(1, null), unit: "connections" as const },
    ];
    expect(verdictBy({ quietPeriodS: 1_800 }, { edges }).state).toBe("BLOCKED");
  });
});

describe("a minimum of coverage", () => {
  const three = ["foo/httpbin-1", "foo/httpbin-2", "foo/httpbin-3"];
  const reportingPods = new Set(["foo/httpbin-1", "foo/httpbin-2"]);

  test("is enough with a warning, and one percent less is not", () => {
    const enough = verdictBy(
      { minCoveragePercent: 66 },
      { reportingPods },
      three,
    );
    expect(enough.state).toBe("READY_WITH_WARNINGS");
    expect(enough.reasons[0]).toMatchObject({
      code: "coverage-tolerated",
      params: { reporting: 2, pods: 3, minCoveragePercent: 66 },
    });
    const less = verdictBy(
      { minCoveragePercent: 67 },
      { reportingPods },
      three,
    );
    expect(less.state).toBe("UNKNOWN");
  });

  test.each([
    ["no pod at all reports", { reportingPods: new Set<string>() }],
    ["Prometheus warned", { reportingPods, complete: false }],
    ["Prometheus is younger", { reportingPods, coversWindow: false }],
    ["nobody called", { reportingPods, edges: [] }],
    [
      "a call has no statement",
      {
        reportingPods,
        edges: [mutual, { ...mutual, security: "no_statement" as const }],
      },
    ],
  ])("loosens nothing else: %s", (_, telemetry) => {
    const verdict = verdictBy({ minCoveragePercent: 1 }, telemetry, three);
    expect(verdict.state).toBe("UNKNOWN");
  });
});

test("a look back shorter than asked for makes nothing ready", () => {
  expect(verdictBy({ minWindowS: 3_600 }, {}).state).toBe("READY");
  const verdict = verdictBy({ minWindowS: 3_601 }, {});
  expect(verdict).toMatchObject({
    state: "UNKNOWN",
    reasons: [
      {
        code: "window-too-short",
        params: { windowS: 3_600, minWindowS: 3_601 },
      },
    ],
  });
});

describe("a look back of less than a day", () => {
  const DAY_S = 86_400;

  test("stands beside what is ready, last and without changing it", () => {
    const { state, reasons } = verdictBy({}, { windowS: 300 });
    expect(state).toBe("READY");
    expect(reasons.at(-1)).toMatchObject({
      code: "short-look-back",
      level: "info",
      params: { windowS: 300 },
    });
    expect(reasons[0]?.code).toBe("only-mutual-tls-seen");
    const warned = verdictBy(
      { maxPlaintext: 5 },
      { windowS: 300, edges: [mutual, plaintext(1, 60)] },
    );
    expect(warned.state).toBe("READY_WITH_WARNINGS");
    expect(warned.reasons.at(-1)?.code).toBe("short-look-back");
  });

  test.each([
    ["a day was looked at", {}, { windowS: DAY_S }],
    [
      "the team itself says what is enough",
      { minWindowS: 300 },
      { windowS: 300 },
    ],
    ["it is blocked", {}, { windowS: 300, edges: [plaintext(1, 60)] }],
    ["it is not known", {}, { windowS: 300, complete: false }],
  ])("is no matter where %s", (_, criteria, telemetry) => {
    expect(codes(verdictBy(criteria, telemetry))).not.toContain(
      "short-look-back",
    );
  });
});

describe("annotations of the namespace", () => {
  const namespace = (annotations: Record<string, string>) => ({
    name: "foo",
    labels: {},
    annotations,
  });

  test("replace what they name, and only that", () => {
    const own = criteriaOf(
      namespace({
        "lockstep.dev/criteria-min-window": "7d",
        "lockstep.dev/criteria-max-plaintext": "3",
        "lockstep.dev/criteria-quiet-period": "90m",
        "lockstep.dev/criteria-min-coverage": "95%",
      }),
      STRICT_CRITERIA,
    );
    expect(own).toEqual({
      minWindowS: 604_800,
      maxPlaintext: 3,
      quietPeriodS: 5_400,
      minCoveragePercent: 95,
      from: "namespace",
      invalid: [],
    });
    const one = criteriaOf(
      namespace({ "lockstep.dev/criteria-max-plaintext": "3" }),
      STRICT_CRITERIA,
    );
    expect(one).toMatchObject({ ...STRICT_CRITERIA, maxPlaintext: 3 });
  });

  test.each([
    ["lockstep.dev/criteria-min-coverage", "0"],
    ["lockstep.dev/criteria-min-coverage", "101"],
    ["lockstep.dev/criteria-min-coverage", "66.7"],
    ["lockstep.dev/criteria-max-plaintext", "-1"],
    ["lockstep.dev/criteria-max-plaintext", "many"],
    ["lockstep.dev/criteria-quiet-period", "0h"],
    ["lockstep.dev/criteria-quiet-period", "6"],
    ["lockstep.dev/criteria-min-window", "400d"],
    ["lockstep.dev/criteria-window", "1h"],
  ])("that say nothing we understand change nothing: %s=%s", (name, text) => {
    expect(criteriaOf(namespace({ [name]: text }), STRICT_CRITERIA)).toEqual({
      ...STRICT_CRITERIA,
      from: "settings",
      invalid: [name],
    });
  });

  test("a namespace that was not read has those of the settings", () => {
    const settings = { ...STRICT_CRITERIA, maxPlaintext: 9 };
    expect(criteriaOf(null, settings)).toMatchObject(settings);
  });
});

test("a time has a unit, and a coverage may carry a percent sign", () => {
  expect(CRITERIA_SCHEMAS.minWindowS.parse("30m")).toBe(1_800);
  expect(CRITERIA_SCHEMAS.minCoveragePercent.parse("100%")).toBe(100);
  expect(CRITERIA_SCHEMAS.minCoveragePercent.parse("7")).toBe(7);
});
