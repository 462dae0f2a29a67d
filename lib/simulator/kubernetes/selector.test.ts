import { describe, expect, it } from "vitest";
import {
  parseFieldSelector,
  parseLabelSelector,
  selectedName,
} from "./selector";
import { StatusError } from "./status";

const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name: "a",
    namespace: "shop",
    uid: "u",
    resourceVersion: "1",
    creationTimestamp: "2026-01-01T00:00:00Z",
    labels: { app: "cart", "istio.io/rev": "default" },
  },
  spec: { nodeName: "node-1" },
  status: { phase: "Running" },
};

describe("label selector", () => {
  it.each([
    ["app=cart", true],
    ["app==cart", true],
    ["app!=cart", false],
    ["tier!=web", true],
    ["app in (cart, web)", true],
    ["app notin (cart)", false],
    ["tier notin (web)", true],
    ["istio.io/rev", true],
    ["!istio.io/rev", false],
    ["app=cart,!tier", true],
    ["app in (a,b),istio.io/rev", false],
    ["app=", false],
  ])("%s", (text, expected) => {
    expect(parseLabelSelector(text)(pod)).toBe(expected);
  });

  it.each(["a==(", "a in b", "a=b=c", "-a"])("refuses %s", (text) => {
    expect(() => parseLabelSelector(text)).toThrow(StatusError);
  });
});

describe("field selector", () => {
  it.each([
    ["metadata.name=a", true],
    ["metadata.name!=a", false],
    ["metadata.namespace=shop,status.phase!=Pending", true],
    ["spec.nodeName=node-2", false],
  ])("%s", (text, expected) => {
    expect(parseFieldSelector("Pod", text)(pod)).toBe(expected);
  });

  it("refuses a field that the kind does not offer", () => {
    expect(() => parseFieldSelector("Service", "spec.nodeName=x")).toThrow(
      "field label not supported: spec.nodeName",
    );
  });

  it("finds the one name that access rules may allow", () => {
    expect(selectedName("metadata.namespace=x,metadata.name=a")).toBe("a");
    expect(selectedName("metadata.name!=a")).toBeUndefined();
    expect(selectedName(null)).toBeUndefined();
  });
});
