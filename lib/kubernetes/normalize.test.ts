import { describe, expect, it } from "vitest";
import {
  projectAuthorizationPolicy,
  projectDestinationRule,
  projectPeerAuthentication,
} from "./normalize-istio";
import { legacyProjector } from "./normalize-legacy";
import type { Projection } from "./projection";

const metadata = { name: "x", namespace: "shop" };

function read<T>(projection: Projection<T>): T {
  return "value" in projection
    ? projection.value
    : expect.fail(projection.problem);
}

function problem(projection: Projection<unknown>): string {
  return "problem" in projection ? projection.problem : "readable";
}

describe("a PeerAuthentication (semantics A1)", () => {
  it.each([
    [undefined, null, "UNSET"],
    [null, null, "UNSET"],
    [{}, null, "UNSET"],
    [{ mtls: {} }, null, "UNSET"],
    [{ mtls: null, selector: null }, null, "UNSET"],
    [{ mtls: { mode: "UNSET" }, selector: {} }, {}, "UNSET"],
    [{ mtls: { mode: "STRICT" }, selector: { matchLabels: {} } }, {}, "STRICT"],
    [{ selector: { matchLabels: { app: "a" } } }, { app: "a" }, "UNSET"],
  ])("with spec %j selects %j and says %s", (spec, selector, mode) => {
    const policy = read(projectPeerAuthentication({ metadata, spec }));
    expect(policy).toMatchObject({ selector, mode, portLevelMtls: {} });
  });

  it("keeps port modes by their text keys, a missing one being UNSET", () => {
    const portLevelMtls = { "8080": { mode: "DISABLE" }, "9": {}, "10": null };
    const spec = { portLevelMtls };
    expect(
      read(projectPeerAuthentication({ metadata, spec })).portLevelMtls,
    ).toEqual({ "8080": "DISABLE", "9": "UNSET", "10": "UNSET" });
  });

  it.each([
    [{ mtls: { mode: "strict" } }, "shop/x: spec.mtls.mode"],
    [{ mtls: "STRICT" }, "shop/x: spec.mtls"],
    [{ selector: { matchLabels: { app: 1 } } }, "spec.selector.matchLabels"],
    [{ portLevelMtls: { "80": { mode: 3 } } }, "spec.portLevelMtls.80.mode"],
    [{ portLevelMtls: { "0x1f90": {} } }, "spec.portLevelMtls.0x1f90"],
    [{ portLevelMtls: { "80.5": {} } }, "spec.portLevelMtls.80.5"],
    [[], "shop/x: spec"],
  ])("with spec %j is unreadable, and told with its field", (spec, field) => {
    expect(problem(projectPeerAuthentication({ metadata, spec }))).toContain(
      field,
    );
  });

  it.each([[null], ["text"], [{}], [{ metadata: { name: "" } }]])(
    "%j without a name is unreadable too",
    (item) => {
      expect(problem(projectPeerAuthentication(item))).toContain("(no name)");
    },
  );

  it("drops kubectl's copy of the object and keeps other annotations", () => {
    const annotations = {
      "kubectl.kubernetes.io/last-applied-configuration": "{…}",
      note: "kept",
    };
    const item = { metadata: { ...metadata, annotations } };
    expect(read(projectPeerAuthentication(item)).annotations).toEqual({
      note: "kept",
    });
  });
});

describe("a DestinationRule (semantics B)", () => {
  const rule = (trafficPolicy: unknown) =>
    read(
      projectDestinationRule({ metadata, spec: { host: "a", trafficPolicy } }),
    ).trafficPolicy;

  it("tells no policy, no tls and tls without a mode apart (B4)", () => {
    expect(rule(undefined)).toBeNull();
    expect(rule({})).toMatchObject({ tls: null });
    expect(rule({ tls: {} })).toMatchObject({ tls: "DISABLE" });
    expect(rule({ tls: { mode: "ISTIO_MUTUAL" } })).toMatchObject({
      tls: "ISTIO_MUTUAL",
    });
  });

  it("keeps port entries without tls, because they undo the destination's (B4)", () => {
    const portLevelSettings = [
      { port: { number: 80 } },
      { port: { number: 81 }, tls: { mode: "SIMPLE" } },
    ];
    expect(rule({ portLevelSettings })?.portLevelSettings).toEqual([
      { port: 80, tls: null },
      { port: 81, tls: "SIMPLE" },
    ]);
  });

  it("reads PASSTHROUGH, exports, selector and subsets", () => {
    const spec = {
      host: "*.shop.svc.cluster.local",
      exportTo: ["."],
      workloadSelector: { matchLabels: { app: "a" } },
      trafficPolicy: { loadBalancer: { simple: "PASSTHROUGH" } },
      subsets: [{ name: "v1", labels: { version: "v1" } }],
    };
    expect(read(projectDestinationRule({ metadata, spec }))).toMatchObject({
      exportTo: ["."],
      workloadSelector: { app: "a" },
      trafficPolicy: { passthrough: true },
      subsets: [{ name: "v1", trafficPolicy: null }],
    });
  });

  it("without a host or with an unknown tls mode is unreadable", () => {
    expect(problem(projectDestinationRule({ metadata, spec: {} }))).toContain(
      "spec.host",
    );
    const spec = { host: "a", trafficPolicy: { tls: { mode: "mTLS" } } };
    expect(problem(projectDestinationRule({ metadata, spec }))).toContain(
      "spec.trafficPolicy.tls.mode",
    );
  });
});

describe("an AuthorizationPolicy", () => {
  it.each([
    [[{ from: [{ source: { principals: ["*"] } }] }], true],
    [[{ from: [{ source: { notPrincipals: ["*"] } }] }], true],
    [[{}, { from: [{ source: { namespaces: ["a"] } }] }], true],
    [[{ from: [{ source: { notNamespaces: ["a"] } }] }], true],
    [[{ from: [{ source: { serviceAccounts: ["a/b"] } }] }], true],
    [[{ when: [{ key: "source.principal", values: ["x"] }] }], true],
    [[{ when: [{ key: "source.namespace", notValues: ["x"] }] }], true],
    [[{ from: [{ source: { ipBlocks: ["10.0.0.0/8"] } }] }], false],
    [[{ from: [{ source: { principals: [] } }] }], false],
    [[{ from: [{ source: { requestPrincipals: ["*"] } }] }], false],
    [[{ when: [{ key: "request.headers[x]", values: ["x"] }] }], false],
    [[], false],
    [undefined, false],
  ])("with rules %j needs the caller's identity: %s", (rules, needed) => {
    const policy = read(
      projectAuthorizationPolicy({ metadata, spec: { rules } }),
    );
    expect(policy).toMatchObject({ needsIdentity: needed, action: "ALLOW" });
  });
});

describe("a legacy policy (semantics C)", () => {
  const mtls = (peers: unknown) =>
    read(legacyProjector("Policy")({ metadata, spec: { peers } })).mtls;

  it.each([
    [[{ mtls: null }], { mode: "STRICT", allowTls: false }],
    [[{ mtls: {} }], { mode: "STRICT", allowTls: false }],
    [
      [{ mtls: { mode: "PERMISSIVE" } }],
      { mode: "PERMISSIVE", allowTls: false },
    ],
    [
      [{ jwt: {} }, { mtls: { allowTls: true } }],
      { mode: "STRICT", allowTls: true },
    ],
    [[{ jwt: {} }], null],
    [[], null],
    [undefined, null],
  ])("with peers %j asks for %j", (peers, expected) => {
    expect(mtls(peers)).toEqual(expected);
  });

  it("keeps target ports as numbers or names", () => {
    const targets = [{ name: "a", ports: [{ number: 80 }, { name: "http" }] }];
    expect(
      read(legacyProjector("Policy")({ metadata, spec: { targets } })).targets,
    ).toEqual([{ name: "a", ports: [80, "http"] }]);
  });
});
