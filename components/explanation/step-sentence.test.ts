import { expect, it } from "vitest";
import {
  aPolicyRef,
  aPortExplanation,
  someSteps,
} from "@/components/testing/a-port-explanation";
import type { PolicyLoss } from "@/lib/mesh/explanation/explanation";
import { LANGUAGES } from "@/lib/words/language";
import {
  levelName,
  lossSentence,
  passSentence,
  startMode,
} from "./step-sentence";

const LOSSES: readonly PolicyLoss[] = [
  "newer-than-winner",
  "selector-in-root-namespace",
  "port-list-without-selector",
  "overridden-below",
  "less-specific",
  "superseded-by-peer-authentication",
];

const port = aPortExplanation();

it("names each level by what it spans", () => {
  const levels = port.steps.map(({ level }) => levelName(level, port, "en"));
  expect(levels).toEqual([
    "Whole mesh",
    "Namespace shop",
    "Workload cart",
    "Port 8080",
  ]);
});

it("does not invent a number for a port that nobody lists", () => {
  const unlisted = aPortExplanation({ servicePort: null, targetPort: 0 });
  expect(levelName("port", unlisted, "en")).toBe("Any port");
});

it("says what passes through a level where nobody speaks", () => {
  const steps = someSteps({
    mesh: { says: "STRICT" },
    workload: { says: "UNSET" },
  });
  expect(steps.map((step) => passSentence(step, "en"))).toEqual([
    null,
    "No policy at this level; STRICT stays.",
    "It says UNSET; STRICT stays.",
    "No policy at this level; STRICT stays.",
  ]);
});

it("says why an object of the same level is not followed", () => {
  const lost = {
    object: aPolicyRef("shop/enforce"),
    says: "STRICT",
    reason: "newer-than-winner",
    by: aPolicyRef(),
  } as const;
  expect(lossSentence(lost, "PERMISSIVE", "en")).toEqual({
    struck: "PeerAuthentication shop/enforce",
    text: "says STRICT, but has no effect: PeerAuthentication shop/default is older, and only the oldest of one level counts.",
  });
});

it("does not strike out an object that holds elsewhere and is overruled only here", () => {
  const lost = {
    object: aPolicyRef(),
    says: "STRICT",
    reason: "overridden-below",
    by: aPolicyRef("shop/cart"),
  } as const;
  expect(lossSentence(lost, "PERMISSIVE", "en")).toEqual({
    struck: null,
    text: "Overrules PeerAuthentication shop/default, which says STRICT.",
  });
  expect(lossSentence(lost, "STRICT", "en").text).toBe(
    "PeerAuthentication shop/default says STRICT too.",
  );
});

it.each([
  ["PERMISSIVE", someSteps()],
  ["PERMISSIVE", someSteps({ mesh: { says: "STRICT" } })],
  [
    "DISABLE",
    someSteps({
      mesh: {
        says: "STRICT",
        winner: { kind: "MeshPolicy", namespace: "", name: "default" },
      },
    }),
  ],
])("starts from %s, as the proxies of its time do", (start, steps) => {
  expect(startMode(steps)).toBe(start);
});

it.each(LANGUAGES)("has a sentence for every loss in %s", (language) => {
  for (const reason of LOSSES) {
    for (const by of [aPolicyRef(), null]) {
      const lost = { object: aPolicyRef("shop/x"), says: null, reason, by };
      const { text } = lossSentence(lost, "STRICT", language);
      expect(text).not.toMatch(/undefined|null|\?/);
      expect(text).toMatch(/[.。]$/);
    }
  }
});
