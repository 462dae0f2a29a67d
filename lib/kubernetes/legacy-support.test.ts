import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { legacyPoliciesEnforced } from "./inventory-builder";
import { eventually } from "./testing/eventually";
import { type ScriptedApi, startScriptedApi } from "./testing/scripted-api";
import { type StartedSource, startSource } from "./testing/started-source";

describe("whether legacy policies count (semantics C)", () => {
  const served = (policies: boolean, peerAuthentications: boolean) => ({
    peerAuthentications: { isAbsent: !peerAuthentications },
    legacyPolicies: { isServed: policies },
    legacyMeshPolicies: { isServed: policies },
  });
  const planes = (...answers: (boolean | null)[]) =>
    answers.map((obeysLegacyPolicies) => ({ obeysLegacyPolicies }));

  it.each([
    ["only today's API", served(false, true), planes(true), false],
    ["neither API", served(false, false), planes(), false],
    ["only the old API", served(true, false), planes(), true],
    ["only the old API, Istio 1.4", served(true, false), planes(true), true],
    ["only the old API, Istio 1.6", served(true, false), planes(false), false],
    ["both, Istio 1.5", served(true, true), planes(true), true],
    ["both, Istio 1.6", served(true, true), planes(false), false],
    ["both, release unknown", served(true, true), planes(null), "unknown"],
    ["both, no control plane seen", served(true, true), planes(), "unknown"],
    [
      "both, during an upgrade",
      served(true, true),
      planes(true, false),
      "unknown",
    ],
    [
      "both, one of two unknown",
      served(true, true),
      planes(false, null),
      "unknown",
    ],
  ])("%s", (_name, kinds, running, expected) => {
    expect(legacyPoliciesEnforced(kinds, running)).toBe(expected);
  });
});

describe("an old mesh, read from its API server", () => {
  const POLICIES = "/apis/authentication.istio.io/v1alpha1/policies";
  const CONFIG = "/api/v1/namespaces/istio-system/configmaps";
  const ID = "kubernetes/policies.authentication.istio.io";
  let api: ScriptedApi;
  let source: StartedSource | undefined;

  beforeEach(async () => {
    api = await startScriptedApi();
    api.served.set(
      "authentication.istio.io",
      new Map([["v1alpha1", ["policies", "meshpolicies"]]]),
    );
    api.items.set(CONFIG, [
      {
        metadata: { name: "istio", namespace: "istio-system" },
        data: { mesh: "trustDomain: td" },
      },
    ]);
    api.items.set(POLICIES, [
      { metadata: { name: "default", namespace: "foo" }, spec: {} },
    ]);
  });

  afterEach(async () => {
    await source?.stop();
    source = undefined;
    await api.close();
  });

  function pilot(image: string, namespace = "istio-system", phase = "Running") {
    return {
      metadata: {
        name: "istio-pilot-1",
        namespace,
        labels: { app: "pilot", istio: "pilot" },
      },
      spec: { containers: [{ name: "discovery", image }] },
      status: { phase },
    };
  }

  async function read(both: boolean, ...pods: object[]) {
    if (both) {
      api.served.set(
        "security.istio.io",
        new Map([["v1beta1", ["peerauthentications"]]]),
      );
    }
    api.items.set("/api/v1/pods", pods);
    const started = await startSource(await api.kubeconfig());
    source = started;
    await eventually(() => expect(started.reading().synced).toBe(true));
    return started;
  }

  it("of Istio 1.4 has no PeerAuthentication and no auto mTLS, and misses neither", async () => {
    const started = await read(false, pilot("docker.io/istio/pilot:1.4.10"));
    const { inventory, statements } = started.reading();
    expect(inventory.meshConfig).toMatchObject({
      enforcesLegacyPolicies: true,
      lacksPeerAuthentication: true,
      enableAutoMtls: false,
    });
    expect(statements.map(({ id }) => id)).not.toContain(
      "kubernetes/peerauthentications.security.istio.io",
    );
  });

  it("of Istio 1.5 has both APIs, and auto mTLS unless told otherwise", async () => {
    const started = await read(true, pilot("docker.io/istio/pilot:1.5.9"));
    const { meshConfig } = started.reading().inventory;
    expect(meshConfig).toMatchObject({
      enforcesLegacyPolicies: true,
      enableAutoMtls: true,
    });
    expect(meshConfig.lacksPeerAuthentication).toBeUndefined();
  });

  it("of Istio 1.6 has left them behind, and nothing needs to be said", async () => {
    const started = await read(true, pilot("docker.io/istio/pilot:1.6.0"));
    expect(started.reading().inventory.meshConfig.enforcesLegacyPolicies).toBe(
      false,
    );
    expect(started.statement(ID).warnings).toEqual([]);
  });

  it.each([
    ["a digest", pilot("docker.io/istio/pilot@sha256:0123")],
    [
      "a pod that has ended",
      pilot("docker.io/istio/pilot:1.5.9", "istio-system", "Failed"),
    ],
    [
      "a pod of a namespace that is not trusted",
      pilot("docker.io/istio/pilot:1.6.0", "foo"),
    ],
  ])(
    "that shows its release by %s only is told with a warning",
    async (_name, pod) => {
      const started = await read(true, pod);
      expect(
        started.reading().inventory.meshConfig.enforcesLegacyPolicies,
      ).toBe("unknown");
      expect(
        started
          .statement(ID)
          .warnings.map(({ message }) => message)
          .join(),
      ).toContain("not known");
    },
  );
});
