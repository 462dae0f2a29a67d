import { describe, expect, it } from "vitest";
import { projectNamespace, projectService } from "./normalize-core";
import {
  projectAuthorizationPolicy,
  projectDestinationRule,
  projectPeerAuthentication,
} from "./normalize-istio";
import { legacyProjector } from "./normalize-legacy";
import { projectPod } from "./normalize-pod";
import { hasUnsafeKey } from "./unsafe-key";

const UNSAFE = ["__proto__", "constructor", "prototype"];

describe("an unsafe key", () => {
  it.each(UNSAFE)("%s is found at any depth", (key) => {
    const inner = `{"${key}":"x"}`;
    for (const text of [inner, `[[${inner}]]`, `{"a":{"b":[1,${inner}]}}`]) {
      expect(hasUnsafeKey(JSON.parse(text))).toBe(true);
    }
  });

  it.each([null, undefined, 1, "__proto__", {}, [], { a: "constructor" }])(
    "is none in %j",
    (value) => {
      expect(hasUnsafeKey(value)).toBe(false);
    },
  );

  it("is assumed in what is too deep or endless, without running out of stack", () => {
    const deep = JSON.parse("[".repeat(5_000) + "]".repeat(5_000));
    expect(hasUnsafeKey(deep)).toBe(true);
    const endless: Record<string, unknown> = {};
    endless.a = endless;
    endless.b = endless;
    expect(hasUnsafeKey(endless)).toBe(true);
  });
});

describe.each(UNSAFE)("an object with the key %s", (key) => {
  const map = `{"${key}":"x"}`;
  const of = (spec: string, labels = "{}"): unknown =>
    JSON.parse(
      `{"metadata":{"name":"x","namespace":"shop","labels":${labels}},"spec":${spec}}`,
    );

  it.each([
    [
      "a policy's selector",
      projectPeerAuthentication,
      `{"selector":{"matchLabels":${map}}}`,
    ],
    [
      "a policy's ports",
      projectPeerAuthentication,
      `{"portLevelMtls":{"${key}":{}}}`,
    ],
    [
      "a rule's selector",
      projectDestinationRule,
      `{"host":"a","workloadSelector":{"matchLabels":${map}}}`,
    ],
    [
      "a subset's labels",
      projectDestinationRule,
      `{"host":"a","subsets":[{"name":"s","labels":${map}}]}`,
    ],
    [
      "an authorization's selector",
      projectAuthorizationPolicy,
      `{"selector":{"matchLabels":${map}}}`,
    ],
    ["a legacy policy", legacyProjector("Policy"), `{"peers":[${map}]}`],
    ["a service's selector", projectService, `{"selector":${map}}`],
  ])("in %s is unreadable, and not one without it", (_where, project, spec) => {
    expect(project(of(spec))).toMatchObject({
      key: "shop/x",
      problem: expect.stringContaining("shop/x: it has a key"),
    });
  });

  it.each([
    ["a policy", projectPeerAuthentication, "{}"],
    ["a pod", projectPod, '{"containers":[]}'],
    ["a namespace", projectNamespace, "{}"],
  ])("in the labels of %s is unreadable", (_where, project, spec) => {
    expect(project(of(spec, map))).toHaveProperty("problem");
  });
});

describe("a pod", () => {
  it("is readable whatever its node selector, which nobody reads here", () => {
    const spec = { containers: [], nodeSelector: { prototype: "true" } };
    const metadata = { name: "x", namespace: "shop" };
    expect(projectPod({ metadata, spec })).toHaveProperty("value");
  });
});
