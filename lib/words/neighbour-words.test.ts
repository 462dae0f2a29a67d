import { describe, expect, it } from "vitest";
import type { Reason } from "@/lib/mesh/readiness/reason";
import { LANGUAGES } from "./language";
import { reasonSentence } from "./reason-sentence";

/** One code, told by annotations or types of the service itself, and by other objects. */
const PAIRS: readonly [
  Reason["code"],
  Reason["params"],
  Reason["params"],
  string,
][] = [
  [
    "scraped-in-plaintext",
    { ports: "a:80" },
    { ports: "a:80", monitors: 1 },
    "ServiceMonitor",
  ],
  [
    "reached-from-outside",
    { type: "NodePort" },
    { ingresses: 1, classes: "nginx" },
    "Ingress",
  ],
  [
    "clients-bypass-proxy",
    { callers: 1, named: "bar/sleep" },
    { callers: 1, sidecars: 1, named: "bar/sleep" },
    "Sidecar",
  ],
];

describe.each(LANGUAGES)("in %s", (language) => {
  it.each(PAIRS)(
    "%s says what it rests on, and what to do about just that",
    (code, own, other, kind) => {
      const object = { kind, namespace: "foo", name: "x" };
      const alone = reasonSentence(
        { code, params: own, objects: [] },
        language,
      );
      const told = reasonSentence(
        { code, params: other, objects: [object] },
        language,
      );
      expect(told.title).toContain(`${kind} foo/x`);
      expect(told.title).not.toBe(alone.title);
      expect(told.remedy).not.toBe(alone.remedy);
      for (const text of [told.title, told.remedy, alone.title]) {
        expect(text).not.toMatch(/undefined|null|NaN| {2}/);
      }
    },
  );
});

it("names the class of an Ingress only where it has one", () => {
  const objects = [{ kind: "Ingress", namespace: "foo", name: "door" }];
  const title = (classes: string) =>
    reasonSentence(
      {
        code: "reached-from-outside",
        params: { ingresses: 1, classes },
        objects,
      },
      "en",
    ).title;
  expect(title("nginx")).toContain("of class nginx");
  expect(title("")).not.toContain("class");
});
