import { describe, expect, it } from "vitest";
import { parseResourcePath } from "./request-path";

const none = { namespace: undefined, name: undefined, subresource: undefined };

describe("resource paths", () => {
  it.each([
    ["/api/v1/pods", { group: "", version: "v1", resource: "pods", ...none }],
    [
      "/api/v1/namespaces",
      { group: "", version: "v1", resource: "namespaces", ...none },
    ],
    [
      "/api/v1/namespaces/shop",
      {
        group: "",
        version: "v1",
        resource: "namespaces",
        namespace: "shop",
        name: "shop",
        subresource: undefined,
      },
    ],
    [
      "/api/v1/namespaces/shop/status",
      {
        group: "",
        version: "v1",
        resource: "namespaces",
        namespace: "shop",
        name: "shop",
        subresource: "status",
      },
    ],
    [
      "/api/v1/namespaces/shop/pods/p/log",
      {
        group: "",
        version: "v1",
        resource: "pods",
        namespace: "shop",
        name: "p",
        subresource: "log",
      },
    ],
    [
      "/apis/security.istio.io/v1/namespaces/shop/peerauthentications/a%20b",
      {
        group: "security.istio.io",
        version: "v1",
        resource: "peerauthentications",
        namespace: "shop",
        name: "a b",
        subresource: undefined,
      },
    ],
    [
      "/apis/apps/v1/deployments/",
      { group: "apps", version: "v1", resource: "deployments", ...none },
    ],
  ])("%s", (path, expected) => {
    expect(parseResourcePath(path)).toEqual(expected);
  });

  it.each([
    "/",
    "/api",
    "/api/v1",
    "/apis",
    "/apis/apps",
    "/apis/apps/v1",
    "/version",
    "/healthz",
  ])("%s names no resource", (path) => {
    expect(parseResourcePath(path)).toBeNull();
  });
});
