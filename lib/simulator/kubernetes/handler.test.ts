import { afterEach, describe, expect, it } from "vitest";
import { at, listAt } from "@/e2e/cluster/wire-client";
import {
  peerAuthentication,
  shopPolicies,
  startTestCluster,
  type TestCluster,
} from "./test-cluster";

let cluster: TestCluster | null = null;

afterEach(() => {
  cluster?.close();
  cluster = null;
});

async function start(
  ...options: Parameters<typeof startTestCluster>
): Promise<TestCluster> {
  cluster = await startTestCluster(...options);
  return cluster;
}

const viewer = {
  name: "viewer",
  token: "viewer-token",
  groups: ["devs"],
  rules: [
    {
      namespaces: ["shop"],
      verbs: ["get", "list"],
      apiGroups: ["*"],
      resources: ["*"],
    },
    {
      namespaces: ["*"],
      verbs: ["impersonate"],
      apiGroups: [""],
      resources: ["users", "groups"],
    },
  ],
};

describe("what is served", () => {
  it("leaves out absent kinds, versions and groups, while it runs", async () => {
    const absent = new Set([
      "PeerAuthentication",
      "networking.istio.io/v1",
      "telemetry.istio.io",
    ]);
    const { admin } = await start({ absent });
    const groups = listAt((await admin.call("GET", "/apis")).json, "groups");
    const networking = groups.find(
      (group) => at(group, "name") === "networking.istio.io",
    );
    expect(at(networking, "preferredVersion", "version")).toBe("v1beta1");
    expect(groups.map((group) => at(group, "name"))).not.toContain(
      "telemetry.istio.io",
    );
    const missing = await admin.call("GET", shopPolicies);
    expect(missing).toMatchObject({ code: 404, text: "404 page not found\n" });
    absent.clear();
    expect((await admin.call("GET", shopPolicies)).code).toBe(200);
  });

  it("serves the legacy policies only when told to", async () => {
    const path = "/apis/authentication.istio.io/v1alpha1/meshpolicies";
    const modern = await start();
    expect((await modern.admin.call("GET", path)).code).toBe(404);
    modern.close();
    const { admin } = await start({ legacy: true });
    expect((await admin.call("GET", path)).json.kind).toBe("MeshPolicyList");
  });
});

describe("who asks", () => {
  it("knows tokens, and anonymous callers only by health and version", async () => {
    const { admin } = await start({ users: [viewer] });
    expect(
      (await admin.as("viewer-token").call("GET", shopPolicies)).code,
    ).toBe(200);
    expect((await admin.as("other").call("GET", "/healthz")).code).toBe(401);
    expect((await admin.as(null).call("GET", "/healthz")).code).toBe(200);
    const discovery = await admin.as(null).call("GET", "/apis");
    expect(discovery.json.message).toBe(
      'forbidden: User "system:anonymous" cannot get path "/apis"',
    );
  });

  it("acts as the impersonated user and its groups, with nothing of the caller's own", async () => {
    const everything = {
      namespaces: ["*"],
      verbs: ["*"],
      apiGroups: ["*"],
      resources: ["*"],
    };
    const { admin } = await start({
      users: [viewer],
      groupRules: { "a,b": [everything] },
    });
    const asViewer = admin.as("viewer-token");
    const alone = await asViewer.call("GET", shopPolicies, {
      headers: { "impersonate-user": "eve" },
    });
    expect(alone.code).toBe(403);
    const headers = { "impersonate-user": "eve", "impersonate-group": "a,b" };
    expect((await asViewer.call("GET", shopPolicies, { headers })).code).toBe(
      200,
    );
    const groupsOnly = await asViewer.call("GET", shopPolicies, {
      headers: { "impersonate-group": "a,b" },
    });
    expect(groupsOnly.code).toBe(500);
  });

  it("lets nobody impersonate who may not", async () => {
    const stranger = {
      ...viewer,
      name: "stranger",
      token: "stranger-token",
      rules: [],
    };
    const { admin } = await start({ users: [stranger] });
    const headers = { "impersonate-user": "admin" };
    const refused = await admin
      .as("stranger-token")
      .call("GET", shopPolicies, { headers });
    expect(refused.json.message).toBe(
      'users "admin" is forbidden: User "stranger" cannot impersonate resource "users" in API group "" at the cluster scope',
    );
  });
});

describe("writes", () => {
  it("carry the simulated time", async () => {
    const { admin } = await start();
    const { json } = await admin.call("POST", shopPolicies, {
      body: peerAuthentication("a", "STRICT"),
    });
    expect(at(json, "metadata", "creationTimestamp")).toBe(
      "2026-01-02T03:04:05Z",
    );
  });

  it("warn about a field the kind does not have, unless they are strict", async () => {
    const { admin } = await start();
    const body = { ...peerAuthentication("a", "STRICT"), spec: { mtlss: {} } };
    const warned = await admin.call("POST", shopPolicies, { body });
    expect(warned.headers.warning).toBe(
      '299 - "unknown field \\"spec.mtlss\\""',
    );
    const refused = await admin.call(
      "POST",
      `${shopPolicies}?fieldValidation=Strict`,
      { body },
    );
    expect(refused.code).toBe(400);
  });

  it("keep an object with a finalizer until the finalizer is gone", async () => {
    const { admin, store } = await start({}, [
      peerAuthentication("a", "STRICT"),
    ]);
    const path = `${shopPolicies}/a`;
    const type = "application/merge-patch+json";
    await admin.call("PATCH", path, {
      type,
      body: { metadata: { finalizers: ["x.example/y"] } },
    });
    const marked = await admin.call("DELETE", path);
    expect(at(marked.json, "metadata", "deletionTimestamp")).toBe(
      "2026-01-02T03:04:05Z",
    );
    expect(store.get("PeerAuthentication", "shop", "a")).toBeDefined();
    await admin.call("PATCH", path, {
      type,
      body: { metadata: { finalizers: null } },
    });
    expect(store.get("PeerAuthentication", "shop", "a")).toBeUndefined();
  });

  it("empty a namespace that is deleted, and take nothing new into it", async () => {
    const { admin, store } = await start({}, [
      peerAuthentication("a", "STRICT"),
    ]);
    const deleted = await admin.call("DELETE", "/api/v1/namespaces/shop");
    expect(at(deleted.json, "status", "phase")).toBe("Terminating");
    expect((await admin.call("GET", "/api/v1/namespaces/shop")).code).toBe(404);
    expect(store.list("PeerAuthentication")).toEqual([]);
    const late = await admin.call("POST", shopPolicies, {
      body: peerAuthentication("b", "STRICT"),
    });
    expect(late.code).toBe(404);
  });

  it("change status only through the status subresource", async () => {
    const { admin } = await start({}, [peerAuthentication("a", "STRICT")]);
    const type = "application/merge-patch+json";
    const body = {
      status: { observedGeneration: 7 },
      spec: { mtls: { mode: "DISABLE" } },
    };
    const status = await admin.call("PATCH", `${shopPolicies}/a/status`, {
      type,
      body,
    });
    expect(status.json).toMatchObject({
      status: body.status,
      spec: { mtls: { mode: "STRICT" } },
    });
    const main = await admin.call("PATCH", `${shopPolicies}/a`, {
      type,
      body: { ...body, status: null },
    });
    expect(main.json).toMatchObject({ status: body.status, spec: body.spec });
  });
});
