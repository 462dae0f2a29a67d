import { expect, test } from "vitest";
import {
  anEdge,
  aPod,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { weighEvidence } from "./evidence";
import type { ScrapeGap, Telemetry } from "./traffic";

const OLD = "2026-01-01T00:00:00Z";
/** Within the window of `aTelemetry`. */
const NEW = "2026-02-28T23:30:00Z";

function gapsOf(
  pods: readonly { name: string; createdAt: string; workload?: string }[],
  more: Partial<Telemetry>,
  gaps: Record<string, ScrapeGap> = {},
  enforcement: "sidecar" | "ztunnel" = "sidecar",
) {
  const names = pods.map(({ name }) => `foo/${name}`);
  const {
    gaps: found,
    state,
    unscrapedS,
  } = weighEvidence(
    {
      ...aTelemetry(
        [anEdge("bar/sleep", "foo/web")],
        [...names, "istio-system/ztunnel-x2x4z"],
      ),
      scrapeGaps: new Map(Object.entries(gaps)),
      ...more,
    },
    pods.map(({ name, createdAt, workload = "web" }) => ({
      enforcement,
      pod: aPod(`foo/${name}`, {
        createdAt,
        workload: { kind: "Deployment", namespace: "foo", name: workload },
      }),
    })),
    [anEdge("bar/sleep", "foo/web")],
    () => "istio-system/ztunnel-x2x4z",
  );
  return { gaps: found, state, unscrapedS };
}

const ROLLED = [
  { name: "web-7d8f9c6b5-x2x4z", createdAt: NEW },
  { name: "web-7d8f9c6b5-qq7bv", createdAt: NEW },
];
const RUNNING = [{ name: "web-7d8f9c6b5-x2x4z", createdAt: OLD }];
const LATE = { beforeFirstS: 1_800, longestS: 0 };
const AWAY = { beforeFirstS: 0, longestS: 600 };

test("pods that were rolled are covered by those they replaced", () => {
  expect(gapsOf(ROLLED, {})).toMatchObject({
    gaps: [],
    state: "only_mtls_seen",
  });
});

test("pods before whom nothing was scraped are younger than the window", () => {
  expect(gapsOf(ROLLED, {}, { "foo/web--": LATE })).toMatchObject({
    gaps: ["proxies-younger-than-window"],
    state: "no_evidence",
  });
});

test("a gap while pods were rolled is told with its length", () => {
  expect(gapsOf(ROLLED, {}, { "foo/web--": AWAY })).toEqual({
    gaps: ["scrape-gap"],
    state: "no_evidence",
    unscrapedS: 600,
  });
});

test("a proxy that ran but was scraped late left a gap", () => {
  expect(gapsOf(RUNNING, {}, { "foo/web--": LATE })).toMatchObject({
    gaps: ["scrape-gap"],
    unscrapedS: 1_800,
  });
});

test("a new workload does not hide behind an old one of the same service", () => {
  const canary = {
    name: "canary-7d8f9c6b5-x2x4z",
    createdAt: NEW,
    workload: "canary",
  };
  expect(
    gapsOf([...RUNNING, canary], {}, { "foo/canary--": LATE }),
  ).toMatchObject({
    gaps: ["proxies-younger-than-window"],
    state: "no_evidence",
  });
});

test("a workload that grew is known by the pods that it had", () => {
  const grown = [
    { name: "web-0", createdAt: OLD },
    { name: "web-1", createdAt: NEW },
  ];
  expect(gapsOf(grown, {}, { "foo/web-1": LATE })).toMatchObject({
    gaps: [],
    state: "only_mtls_seen",
  });
});

test("in ambient, pods that were rolled are covered where ztunnel knew their workload before", () => {
  const knownBefore = new Map([["foo/web", [["istio-system"]]]]);
  expect(gapsOf(ROLLED, { knownBefore }, {}, "ztunnel").gaps).toEqual([]);
  expect(gapsOf(ROLLED, {}, {}, "ztunnel").gaps).toEqual([
    "proxies-younger-than-window",
  ]);
});

test.each([
  ["a pod of another namespace", [["evil"]], true],
  [
    "one that adds ztunnel's namespace under another name",
    [["evil", "istio-system"]],
    true,
  ],
  ["the workload's own pods, which are not ztunnel", [["foo"]], true],
  ["ztunnel beside such", [["evil"], ["istio-system"]], false],
  ["somebody whom the scrape does not name", [[]], false],
])("in ambient, that %s knew a workload before", (_, by, young) => {
  const knownBefore = new Map([["foo/web", by]]);
  expect(gapsOf(RUNNING, { knownBefore }, {}, "ztunnel").gaps).toEqual(
    young ? ["proxies-younger-than-window"] : [],
  );
});

test("in ambient, the age of a pod is not the time since it is in", () => {
  expect(gapsOf(RUNNING, {}, {}, "ztunnel")).toMatchObject({
    gaps: ["proxies-younger-than-window"],
    state: "no_evidence",
  });
});

test("in ambient, each workload is to be known of its own", () => {
  const pods = [
    ...RUNNING,
    { name: "canary-7d8f9c6b5-x2x4z", createdAt: OLD, workload: "canary" },
  ];
  const knownBefore = new Map([["foo/web", [["istio-system"]]]]);
  expect(gapsOf(pods, { knownBefore }, {}, "ztunnel").gaps).toEqual([
    "proxies-younger-than-window",
  ]);
});

test("in ambient, a gap of the ztunnels is a gap of their pods", () => {
  const knownBefore = new Map([["foo/web", [["istio-system"]]]]);
  const gaps = { "istio-system/ztunnel-": AWAY };
  expect(gapsOf(RUNNING, { knownBefore }, gaps, "ztunnel")).toMatchObject({
    gaps: ["scrape-gap"],
    unscrapedS: 600,
  });
});

test("half of the pods unscraped is partial coverage, whatever was seen of the others", () => {
  const reportingPods = new Set(["foo/web-7d8f9c6b5-x2x4z"]);
  expect(gapsOf(ROLLED, { reportingPods })).toMatchObject({
    gaps: ["partial-coverage"],
    state: "no_evidence",
  });
});

test.each([
  [600, ["was-strict"], "no_evidence"],
  [-5, ["was-strict"], "no_evidence"],
  [3_600, [], "only_mtls_seen"],
  [null, [], "only_mtls_seen"],
])(
  "time in which plaintext was refused is no evidence that there was none (STRICT ended %s s before)",
  (strictEndedS, gaps, state) => {
    const pod = aPod("foo/web-1", { createdAt: OLD });
    const edges = [anEdge("bar/sleep", "foo/web")];
    const evidence = weighEvidence(
      aTelemetry(edges, ["foo/web-1"]),
      [{ pod, enforcement: "sidecar" }],
      edges,
      () => undefined,
      () => [],
      strictEndedS,
    );
    expect(evidence).toMatchObject({ gaps, state });
  },
);
