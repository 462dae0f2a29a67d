import { expect, it } from "vitest";
import { aSource } from "@/components/testing/a-snapshot";
import type { Source } from "@/lib/api/contract";
import { inOrder } from "./source-order";

const A_WARNING: Source["warnings"][number] = {
  code: "said-by-prometheus",
  names: [],
  message: "partial.",
};

it("puts what needs looking at first, and the rest by name", () => {
  const sources = [
    aSource({ what: "Pod" }),
    aSource({ what: "Node" }),
    aSource({
      id: "kubernetes/policies.authentication.istio.io",
      what: "legacy",
      state: "absent",
    }),
    aSource({ what: "Job", warnings: [A_WARNING] }),
    aSource({ what: "Policy", state: "absent" }),
    aSource({ what: "Secret", state: "forbidden" }),
    aSource({ what: "Service", state: "stale" }),
    aSource({ what: "traffic", state: "down" }),
  ];
  expect(
    inOrder(sources).map(({ source, troubled }) => [source.what, troubled]),
  ).toEqual([
    ["traffic", true],
    ["Service", true],
    ["Secret", true],
    ["Policy", true],
    ["Job", true],
    // As it should be: nobody serves it any more.
    ["legacy", false],
    ["Node", false],
    ["Pod", false],
  ]);
});

it("says once what ails all of them", () => {
  const gone = { state: "stale", message: "No answer." } as const;
  const sources = [
    aSource({ ...gone, what: "Pod" }),
    aSource({ ...gone, what: "Node" }),
    aSource({ ...gone, what: "Role", message: "Refused." }),
  ];
  expect(inOrder(sources).map(({ saidBefore }) => saidBefore)).toEqual([
    false,
    true,
    false,
  ]);
});
