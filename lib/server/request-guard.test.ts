import { describe, expect, it } from "vitest";
import { allowedHostsOf } from "@/lib/config/allowed-hosts";
import { type GuardedRequest, refuseRequest } from "./request-guard";

const PAGE: GuardedRequest = {
  method: "GET",
  path: "/",
  host: "127.0.0.1:3000",
  origin: null,
  secFetchSite: null,
  contentType: null,
};

const CHANGE: GuardedRequest = {
  ...PAGE,
  method: "POST",
  path: "/api/enforcements",
  origin: "http://127.0.0.1:3000",
  secFetchSite: "same-origin",
  contentType: "application/json",
};

describe("a page under a foreign name (DNS rebinding)", () => {
  it.each([
    "evil.example",
    "evil.example:3000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "10.0.0.1:3000",
    "localhost@evil.example",
    "0.0.0.0:3000",
    "",
    null,
  ])("is refused for %j", (host) => {
    expect(refuseRequest({ ...PAGE, host }, [])).not.toBeNull();
  });

  it.each([
    "localhost",
    "LOCALHOST:3000",
    "127.0.0.1:3000",
    "127.1.2.3",
    "[::1]:3000",
  ])("is answered for %s", (host) => {
    expect(refuseRequest({ ...PAGE, host }, [])).toBeNull();
  });

  it("is answered for a name that is allowed, under any port", () => {
    const allowed = allowedHostsOf(" Lockstep.example , other.example:8443 ");
    expect(allowed).toEqual(["lockstep.example", "other.example:8443"]);
    const host = "lockstep.example:8443";
    expect(refuseRequest({ ...PAGE, host }, allowed)).toBeNull();
  });

  it("has no wildcard", () => {
    expect(allowedHostsOf("*")).toEqual([]);
    expect(allowedHostsOf(undefined)).toEqual([]);
  });
});

describe("what the API tells", () => {
  const READ: GuardedRequest = { ...PAGE, path: "/api/snapshot" };

  it.each(["GET", "HEAD"])("is kept from other sites (%s)", (method) => {
    for (const secFetchSite of ["cross-site", "same-site"]) {
      for (const path of ["/api/snapshot", "/%61pi/snapshot", "/API/x"]) {
        const request = { ...READ, method, path, secFetchSite };
        expect(refuseRequest(request, [])).not.toBeNull();
      }
    }
  });

  it.each(["same-origin", "none", null])(
    "is told where Sec-Fetch-Site is %j",
    (secFetchSite) => {
      expect(refuseRequest({ ...READ, secFetchSite }, [])).toBeNull();
    },
  );

  it("is not what a link from another site opens: pages are", () => {
    const request = { ...PAGE, secFetchSite: "cross-site" };
    expect(refuseRequest(request, [])).toBeNull();
  });
});

describe("a change", () => {
  it("passes from our own page", () => {
    expect(refuseRequest(CHANGE, [])).toBeNull();
  });

  it.each<[string, Partial<GuardedRequest>]>([
    ["another site", { secFetchSite: "cross-site" }],
    ["a sibling domain", { secFetchSite: "same-site" }],
    ["the address bar", { secFetchSite: "none" }],
    ["another port", { origin: "http://127.0.0.1:4000", secFetchSite: null }],
    ["another scheme", { origin: "https://127.0.0.1:3000" }],
    ["our address with a path", { origin: "http://127.0.0.1:3000/x" }],
    ["another name of this machine", { origin: "http://localhost:3000" }],
    ["a sandboxed frame", { origin: "null", secFetchSite: null }],
    ["nowhere", { origin: null, secFetchSite: null }],
    ["a form", { contentType: "text/plain" }],
    ["a form that lies", { contentType: "text/plain; application/json" }],
    ["nothing typed", { contentType: null }],
  ])("is refused from %s", (_, changes) => {
    expect(refuseRequest({ ...CHANGE, ...changes }, [])).not.toBeNull();
  });

  it.each(["PUT", "PATCH", "DELETE", "OPTIONS"])(
    "by %s is held to the same",
    (method) => {
      const secFetchSite = "cross-site";
      expect(
        refuseRequest({ ...CHANGE, method, secFetchSite }, []),
      ).not.toBeNull();
    },
  );

  it("passes from a program that names the server's own origin", () => {
    expect(refuseRequest({ ...CHANGE, secFetchSite: null }, [])).toBeNull();
  });

  it("passes behind a proxy that replaces Host, from an allowed name", () => {
    const origin = "https://lockstep.example";
    expect(
      refuseRequest({ ...CHANGE, origin }, ["lockstep.example"]),
    ).toBeNull();
  });

  it.each([
    ["https://lockstep.example", "127.0.0.1:3000", true],
    ["https://lockstep.example", "lockstep.example", true],
    ["https://lockstep.example:8443", "lockstep.example:8443", true],
    ["http://lockstep.example", "lockstep.example", true],
    ["https://other.example:9443", "127.0.0.1:3000", true],
    ["http://lockstep.example", "127.0.0.1:3000", false],
    ["https://lockstep.example:8443", "127.0.0.1:3000", false],
    ["https://lockstep.example:8443", "lockstep.example", false],
    ["https://other.example", "127.0.0.1:3000", false],
    ["https://localhost", "localhost", false],
    ["https://evil.example", "127.0.0.1:3000", false],
  ])("from %s at %s passes: %s", (origin, host, passes) => {
    const allowed = allowedHostsOf("lockstep.example, other.example:9443");
    const refusal = refuseRequest({ ...CHANGE, origin, host }, allowed);
    expect(refusal === null).toBe(passes);
  });

  it("may be typed as a page likes outside the API", () => {
    const request = { ...CHANGE, path: "/", contentType: "text/plain" };
    expect(refuseRequest(request, [])).toBeNull();
    expect(
      refuseRequest({ ...request, secFetchSite: "cross-site" }, []),
    ).not.toBeNull();
  });
});
