import { describe, expect, test } from "vitest";
import type { Labels, Namespace, Pod } from "@/lib/mesh/objects";
import { aPod, withoutProxy } from "@/lib/mesh/testing/inventory-builders";
import {
  ambientIntended,
  DEFAULT_INJECTOR,
  type InjectorConfig,
  injectorSelects,
  injectRequired,
  rewritesProbes,
  sidecarIntended,
  webhookCalled,
} from "./injection";

const pod = (
  labels: Labels = {},
  annotations: Labels = {},
  path = "shop/cart-1",
): Pod => ({
  ...withoutProxy(aPod(path)),
  labels,
  annotations,
});
const namespace = (labels: Labels): Namespace => ({
  name: "shop",
  labels,
  annotations: {},
});
const on = DEFAULT_INJECTOR;
const off: InjectorConfig = { ...on, policy: "disabled" };
const has = (key: string) => ({
  matchLabels: {},
  matchExpressions: [{ key, operator: "Exists" as const, values: [] }],
});
const INJECT = "sidecar.istio.io/inject";

describe("what the webhook does with a pod (semantics A5)", () => {
  const cases: readonly [string, Pod, InjectorConfig, boolean][] = [
    ["its policy decides where nobody else does", pod(), on, true],
    ["and the other way round", pod(), off, false],
    [
      "the pod's label comes before the policy",
      pod({ [INJECT]: "true" }),
      off,
      true,
    ],
    ["so does the annotation", pod({}, { [INJECT]: "false" }), on, false],
    [
      "the label beats the annotation",
      pod({ [INJECT]: "false" }, { [INJECT]: "true" }),
      on,
      false,
    ],
    ["other words are no words", pod({ [INJECT]: "yes" }), off, false],
    [
      "never comes before always",
      pod({ a: "", b: "" }),
      {
        ...on,
        neverInjectSelector: [has("a")],
        alwaysInjectSelector: [has("b")],
      },
      false,
    ],
    [
      "always comes before the policy",
      pod({ b: "" }),
      { ...off, alwaysInjectSelector: [has("b")] },
      true,
    ],
    [
      "the host's network is never touched",
      { ...pod({ [INJECT]: "true" }), hostNetwork: true },
      on,
      false,
    ],
    [
      "nor are the system namespaces",
      pod({ [INJECT]: "true" }, {}, "kube-system/dns-1"),
      on,
      false,
    ],
    [
      "a policy that is no word of the injector switches it off",
      pod({ [INJECT]: "true" }),
      { ...on, policy: "sometimes" },
      false,
    ],
  ];
  test.each(cases)("%s", (_name, subject, config, injected) => {
    expect(injectRequired(subject, config)).toBe(injected);
  });
});

describe("whether the webhook is called", () => {
  const cases: readonly [string, Labels, Labels, boolean][] = [
    ["a labelled namespace", { "istio-injection": "enabled" }, {}, true],
    ["a revision", { "istio.io/rev": "canary" }, {}, true],
    [
      "disabled beats the revision",
      { "istio-injection": "disabled", "istio.io/rev": "canary" },
      {},
      false,
    ],
    ["without either, the pod's word", {}, { [INJECT]: "true" }, true],
    ["or its revision", {}, { "istio.io/rev": "canary" }, true],
    ["no word at all", {}, {}, false],
    [
      "a pod can always opt out",
      { "istio-injection": "enabled" },
      { [INJECT]: "false" },
      false,
    ],
  ];
  test.each(cases)("%s", (_name, namespaceLabels, labels, called) => {
    expect(webhookCalled(namespace(namespaceLabels), labels)).toBe(called);
  });

  test("both must say yes", () => {
    expect(
      sidecarIntended(pod(), namespace({ "istio-injection": "enabled" })),
    ).toBe(true);
    expect(sidecarIntended(pod(), null)).toBe(false);
  });
});

test("ambient is meant by namespace or pod, and the pod can opt out", () => {
  const ambient = namespace({ "istio.io/dataplane-mode": "ambient" });
  expect(ambientIntended(pod(), ambient)).toBe(true);
  expect(
    ambientIntended(pod({ "istio.io/dataplane-mode": "none" }), ambient),
  ).toBe(false);
  expect(
    ambientIntended(pod({}, { "sidecar.istio.io/status": "{}" }), ambient),
  ).toBe(false);
  expect(ambientIntended(pod(), null)).toBe(false);
});

test("probes follow the pod's word where it is one, else the injector's", () => {
  const word = (value: string) => ({
    "sidecar.istio.io/rewriteAppHTTPProbers": value,
  });
  expect(rewritesProbes({}, true)).toBe(true);
  expect(rewritesProbes(word("false"), true)).toBe(false);
  expect(rewritesProbes(word("T"), false)).toBe(true);
  expect(rewritesProbes(word("maybe"), true)).toBe(true);
});

test("an empty label selector matches nothing", () => {
  expect(
    injectorSelects({ matchLabels: {}, matchExpressions: [] }, { a: "b" }),
  ).toBe(false);
});

test.each([
  ["In", true, false],
  ["NotIn", false, true],
  ["Exists", true, false],
  ["DoesNotExist", false, true],
] as const)("operator %s", (operator, present, absent) => {
  const selector = {
    matchLabels: {},
    matchExpressions: [{ key: "a", operator, values: ["b"] }],
  };
  expect(injectorSelects(selector, { a: "b" })).toBe(present);
  expect(injectorSelects(selector, {})).toBe(absent);
});
