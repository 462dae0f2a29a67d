import { describe, expect, test } from "vitest";
import { agreed, obeysLegacyPolicies } from "./istio-release";

describe("whether a control plane obeys the old policies is said only where it is certain (semantics C)", () => {
  test.each([
    ["docker.io/istio/pilot:1.4.10", true],
    ["docker.io/istio/pilot:1.5.9", true],
    ["pilot:1.5", true],
    ["registry.example.com:5000/mirror/istio-pilot:1.5.9-vendor1", true],
    ["istio/pilot:1.5.9@sha256:0123456789abcdef", true],
    ["docker.io/istio/pilot:1.6.0", false],
    ["gcr.io/istio-release/pilot:v1.24.2-distroless", false],
    ["example.com/asm/pilot:1.20.8-asm.33", false],
    ["docker.io/istio/pilot:1.10.0", false],
    ["docker.io/istio/pilot:latest", null],
    ["docker.io/istio/pilot", null],
    ["docker.io/istio/pilot@sha256:0123456789abcdef", null],
    ["docker.io/istio/pilot:1.6.0-alpha.1", null],
    ["docker.io/istio/pilot:1.5-dev", null],
    ["example.com:5000/pilot", null],
    ["vendor/pilot-rhel8:2.4.5", null],
    ["docker.io/istio/pilot:2.4.5", null],
    ["docker.io/istio/proxyv2:1.5.9", null],
    [null, null],
  ])("image %s: %s", (image, expected) => {
    expect(obeysLegacyPolicies({ image, labels: {} })).toBe(expected);
  });

  test.each([
    [{ "operator.istio.io/version": "1.5.9" }, true],
    [{ "operator.istio.io/version": "1.9.2" }, false],
    [{ "operator.istio.io/version": "unknown" }, null],
    [{ "istio.io/rev": "1-24-2" }, false],
    [{ "istio.io/rev": "1-5-9" }, true],
    [{ "istio.io/rev": "default" }, null],
    [{ "istio.io/rev": "canary" }, null],
    [{ "istio.io/rev": "prod-1-5" }, null],
    [{}, null],
  ])("labels %j: %s", (labels, expected) => {
    expect(obeysLegacyPolicies({ image: null, labels })).toBe(expected);
  });

  test("signs that contradict each other are no answer", () => {
    const image = "docker.io/istio/pilot:1.5.9";
    const says = (labels: Record<string, string>) =>
      obeysLegacyPolicies({ image, labels });
    expect(says({ "istio.io/rev": "1-6-0" })).toBeNull();
    expect(says({ "istio.io/rev": "1-5-9" })).toBe(true);
  });
});

test.each([
  [[true, true], true],
  [[false], false],
  [[true, false], null],
  [[false, null], null],
  [[], null],
])("several control planes %j agree on %s", (answers, expected) => {
  expect(agreed(answers)).toBe(expected);
});
