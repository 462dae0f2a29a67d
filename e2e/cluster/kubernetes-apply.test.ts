import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canI } from "@/lib/kubernetes/access";
import {
  applyObject,
  deleteObject,
  getObject,
  mergePatchObject,
  type ObjectAddress,
} from "@/lib/kubernetes/objects-api";
import { type ClusterNamespace, claimNamespace } from "./cluster-namespace";

let cluster: ClusterNamespace;

beforeAll(async () => {
  cluster = await claimNamespace("lockstep-apply");
  cluster.cleanUp(policiesPath());
});

afterAll(() => cluster?.remove());

const nobody = { user: "lockstep-test-nobody", groups: ["lockstep-test"] };

function address(name: string): ObjectAddress {
  return {
    group: "security.istio.io",
    version: "v1",
    plural: "peerauthentications",
    namespace: cluster.namespace,
    name,
  };
}

function manifest(name: string, mode: string) {
  return {
    kind: "PeerAuthentication",
    metadata: { name, namespace: cluster.namespace },
    spec: { selector: { matchLabels: { app: "cart" } }, mtls: { mode } },
  };
}

function policiesPath(): string {
  return `/apis/security.istio.io/v1/namespaces/${cluster.namespace}/peerauthentications`;
}

describe("writing to a real API server", () => {
  it("creates, changes and reads back by server-side apply, without managedFields", async () => {
    const at = address("created");
    const { connection } = cluster;
    const made = await applyObject(
      connection,
      at,
      manifest("created", "STRICT"),
    );
    expect(made.object).toMatchObject({ spec: { mtls: { mode: "STRICT" } } });
    await applyObject(connection, at, manifest("created", "PERMISSIVE"));
    const { object } = await getObject(connection, at);
    expect(object).toMatchObject({ spec: { mtls: { mode: "PERMISSIVE" } } });
    expect(object.metadata).not.toHaveProperty("managedFields");
  });

  it("stores nothing in a dry run, though the answer shows what would be", async () => {
    const at = address("rehearsed");
    const { object } = await applyObject(
      cluster.connection,
      at,
      manifest("rehearsed", "STRICT"),
      { dryRun: true },
    );
    expect(object).toMatchObject({ spec: { mtls: { mode: "STRICT" } } });
    await expect(getObject(cluster.connection, at)).rejects.toMatchObject({
      code: "not-found",
      status: 404,
    });
  });

  it("names manager and field when somebody else owns what we want to change", async () => {
    const name = "theirs";
    await cluster.connection.requestJson("PATCH", `${policiesPath()}/${name}`, {
      query: { fieldManager: "gitops" },
      contentType: "application/apply-patch+yaml",
      body: {
        apiVersion: "security.istio.io/v1",
        ...manifest(name, "PERMISSIVE"),
      },
    });
    const refused = applyObject(
      cluster.connection,
      address(name),
      manifest(name, "STRICT"),
    );
    await expect(refused).rejects.toMatchObject({
      code: "conflict",
      status: 409,
      message: expect.stringContaining('is owned by "gitops"'),
      causes: [
        expect.objectContaining({
          field: ".spec.mtls.mode",
          manager: "gitops",
        }),
      ],
    });
    const { object } = await getObject(cluster.connection, address(name));
    expect(object).toMatchObject({ spec: { mtls: { mode: "PERMISSIVE" } } });
  });

  it("patches only the version that was seen", async () => {
    const name = "edited";
    const at = address(name);
    const { object } = await applyObject(
      cluster.connection,
      at,
      manifest(name, "STRICT"),
    );
    const { resourceVersion } = metadataOf(object);
    const patch = { spec: { mtls: { mode: "PERMISSIVE" } } };
    const rehearsed = await mergePatchObject(cluster.connection, at, patch, {
      resourceVersion,
      dryRun: true,
    });
    expect(rehearsed.object).toMatchObject(patch);
    await mergePatchObject(cluster.connection, at, patch, { resourceVersion });
    await expect(
      mergePatchObject(cluster.connection, at, patch, { resourceVersion }),
    ).rejects.toMatchObject({ code: "conflict", status: 409 });
  });

  it("deletes only the object that was seen", async () => {
    const name = "deleted";
    const at = address(name);
    const { object } = await applyObject(
      cluster.connection,
      at,
      manifest(name, "STRICT"),
    );
    const { uid, resourceVersion } = metadataOf(object);
    const { connection } = cluster;
    await expect(
      deleteObject(connection, at, { uid: "another" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      deleteObject(connection, at, { uid, resourceVersion: "1" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await deleteObject(connection, at, { uid, resourceVersion, dryRun: true });
    await getObject(connection, at);
    await deleteObject(connection, at, { uid, resourceVersion });
    await expect(getObject(connection, at)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("passes on what admission objects to", async () => {
    const name = "mesh-wide-ports";
    const { selector: _none, ...spec } = manifest(name, "STRICT").spec;
    const refused = applyObject(cluster.connection, address(name), {
      ...manifest(name, "STRICT"),
      spec: { ...spec, portLevelMtls: { "8080": { mode: "STRICT" } } },
    });
    await expect(refused).rejects.toMatchObject({
      code: "rejected",
      status: 422,
      upstream: expect.stringContaining("requires selector"),
      causes: [
        expect.objectContaining({ field: expect.stringMatching(/spec/) }),
      ],
    });
  });

  it("says that a kind is not served", async () => {
    const at = { ...address("x"), version: "v9" };
    await expect(getObject(cluster.connection, at)).rejects.toMatchObject({
      code: "not-served",
    });
  });
});

describe("acting as somebody else", () => {
  it("names verb, resource and namespace of what they may not do", async () => {
    const refused = applyObject(
      cluster.connection,
      address("forbidden"),
      manifest("forbidden", "STRICT"),
      { impersonate: nobody, dryRun: true },
    );
    await expect(refused).rejects.toMatchObject({
      code: "forbidden",
      status: 403,
      message: expect.stringContaining(
        `cannot patch peerauthentications.security.istio.io "forbidden" in namespace ${cluster.namespace}`,
      ),
      upstream: expect.stringContaining(nobody.user),
    });
  });

  it("gives every group its own header, so that a right of the second group counts", async () => {
    const role = `lockstep-test-${cluster.namespace}`;
    const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${cluster.namespace}`;
    await cluster.create(`${rbac}/roles`, {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: role },
      rules: [
        {
          apiGroups: ["security.istio.io"],
          resources: ["peerauthentications"],
          verbs: ["get"],
        },
      ],
    });
    await cluster.create(`${rbac}/rolebindings`, {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: role },
      roleRef: {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "Role",
        name: role,
      },
      subjects: [
        { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: role },
      ],
    });
    const question = {
      verb: "get",
      group: "security.istio.io",
      resource: "peerauthentications",
      namespace: cluster.namespace,
    };
    const asMember = { ...nobody, groups: ["lockstep-test", role] };
    const { connection } = cluster;
    await expect
      .poll(() => canI(connection, question, { impersonate: asMember }))
      .toMatchObject({ allowed: true });
    expect(
      await canI(connection, question, { impersonate: nobody }),
    ).toMatchObject({ allowed: false });
    expect(
      await canI(
        connection,
        { ...question, verb: "delete" },
        { impersonate: asMember },
      ),
    ).toMatchObject({ allowed: false });
    expect(await canI(connection, question)).toMatchObject({ allowed: true });
  });
});

function metadataOf(object: Readonly<Record<string, unknown>>): {
  uid: string;
  resourceVersion: string;
} {
  const metadata = object.metadata as { uid: string; resourceVersion: string };
  expect(metadata).toMatchObject({
    uid: expect.any(String),
    resourceVersion: expect.any(String),
  });
  return metadata;
}
