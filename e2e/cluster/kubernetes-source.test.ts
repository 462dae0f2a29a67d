import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import {
  type StartedSource,
  startSource,
} from "@/lib/kubernetes/testing/started-source";
import type { Inventory } from "@/lib/mesh/objects";
import { podOf, replicaSetOf } from "./cart-workload";
import { type ClusterNamespace, claimNamespace } from "./cluster-namespace";
import { impersonatingKubeconfig } from "./impersonating-kubeconfig";

let cluster: ClusterNamespace;
let source: StartedSource | undefined;
const files: string[] = [];

beforeAll(async () => {
  cluster = await claimNamespace("lockstep-source");
});

afterEach(async () => {
  await source?.stop();
  source = undefined;
});

afterAll(async () => {
  for (const file of files) {
    await rm(file);
  }
  await cluster?.remove();
});

async function startSynced(kubeconfig: string): Promise<StartedSource> {
  const started = await startSource(kubeconfig);
  source = started;
  await eventually(() => expect(started.reading().synced).toBe(true), 20_000);
  return started;
}

function inNamespace(group: string, plural: string): string {
  return `${group}/namespaces/${cluster.namespace}/${plural}`;
}

function ours<K extends keyof Inventory>(started: StartedSource, list: K) {
  const items: unknown = started.reading().inventory[list];
  return (items as { namespace: string; name: string }[]).filter(
    ({ namespace }) => namespace === cluster.namespace,
  );
}

describe("the inventory of a real API server", () => {
  it("shows what is created, changed and deleted, at the served versions, within seconds", async () => {
    const started = await startSynced(cluster.kubeconfig);
    const istio = inNamespace(
      "/apis/security.istio.io/v1beta1",
      "peerauthentications",
    );
    await cluster.create(istio, {
      apiVersion: "security.istio.io/v1beta1",
      kind: "PeerAuthentication",
      metadata: { name: "cart" },
      spec: {
        selector: { matchLabels: { app: "cart" } },
        portLevelMtls: { "8080": { mode: "DISABLE" } },
      },
    });
    await eventually(() =>
      expect(ours(started, "peerAuthentications")).toEqual([
        expect.objectContaining({
          name: "cart",
          selector: { app: "cart" },
          mode: "UNSET",
          portLevelMtls: { "8080": "DISABLE" },
        }),
      ]),
    );
    expect(
      started.statement("kubernetes/peerauthentications.security.istio.io"),
    ).toMatchObject({ state: "live", version: "security.istio.io/v1" });
    expect(started.reading().policiesReadable(cluster.namespace)).toBe(true);
    expect(started.reading().istioPresent).toBe(true);

    await cluster.connection.requestJson("DELETE", `${istio}/cart`);
    await eventually(() =>
      expect(ours(started, "peerAuthentications")).toEqual([]),
    );
  });

  it("resolves services, endpoints, rules and a pod's workload", async () => {
    const started = await startSynced(cluster.kubeconfig);
    const core = "/api/v1";
    const replicaSet = await cluster.create(
      inNamespace("/apis/apps/v1", "replicasets"),
      replicaSetOf("cart-7d4b9c6f5"),
    );
    await cluster.create(inNamespace(core, "serviceaccounts"), {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "cart" },
    });
    await cluster.create(
      inNamespace(core, "pods"),
      podOf("cart-7d4b9c6f5-x", uidOf(replicaSet)),
    );
    await cluster.create(inNamespace(core, "services"), {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "cart" },
      spec: {
        selector: { app: "cart" },
        ports: [{ name: "http-web", port: 80, targetPort: "web" }],
      },
    });
    await cluster.create(
      inNamespace("/apis/networking.istio.io/v1", "destinationrules"),
      {
        apiVersion: "networking.istio.io/v1",
        kind: "DestinationRule",
        metadata: { name: "cart" },
        spec: {
          host: "cart",
          trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } },
        },
      },
    );
    await eventually(() => {
      expect(ours(started, "pods")).toEqual([
        expect.objectContaining({
          name: "cart-7d4b9c6f5-x",
          serviceAccount: "cart",
          workload: {
            kind: "Deployment",
            namespace: cluster.namespace,
            name: "cart",
          },
          containerPorts: [{ name: "web", port: 8080 }],
        }),
      ]);
      expect(ours(started, "services")).toEqual([
        expect.objectContaining({
          ports: [
            expect.objectContaining({ targetPort: "web", appProtocol: "http" }),
          ],
        }),
      ]);
      expect(ours(started, "destinationRules")).toEqual([
        expect.objectContaining({
          host: "cart",
          trafficPolicy: expect.objectContaining({ tls: "ISTIO_MUTUAL" }),
        }),
      ]);
    });
  });

  it("reads more than one page", async () => {
    const names = Array.from({ length: 7 }, (_, at) => `page-${at}`);
    for (const name of names) {
      await cluster.create(
        inNamespace("/apis/security.istio.io/v1", "authorizationpolicies"),
        {
          apiVersion: "security.istio.io/v1",
          kind: "AuthorizationPolicy",
          metadata: { name },
          spec: { rules: [{ from: [{ source: { principals: ["*"] } }] }] },
        },
      );
    }
    const started = await startSource(cluster.kubeconfig, { pageSize: 2 });
    source = started;
    await eventually(() => {
      const found = ours(started, "authorizationPolicies");
      expect(found.map(({ name }) => name).sort()).toEqual(names);
      expect(found[0]).toMatchObject({ needsIdentity: true });
    }, 20_000);
  });
});

describe("a user who may read one namespace", () => {
  it("is shown that namespace, and a statement for what is closed", async () => {
    const { namespace } = cluster;
    const rbac = "/apis/rbac.authorization.k8s.io/v1";
    const apiVersion = "rbac.authorization.k8s.io/v1";
    const apiGroup = "rbac.authorization.k8s.io";
    const name = `${namespace}-reader`;
    const subjects = [{ apiGroup, kind: "Group", name }];
    const read = ["get", "list", "watch"];
    await cluster.create(`${rbac}/clusterroles`, {
      apiVersion,
      kind: "ClusterRole",
      metadata: { name },
      rules: [{ apiGroups: [""], resources: ["namespaces"], verbs: read }],
    });
    await cluster.create(`${rbac}/clusterrolebindings`, {
      apiVersion,
      kind: "ClusterRoleBinding",
      metadata: { name },
      roleRef: { apiGroup, kind: "ClusterRole", name },
      subjects,
    });
    const local = `${rbac}/namespaces/${namespace}`;
    await cluster.create(`${local}/roles`, {
      apiVersion,
      kind: "Role",
      metadata: { name },
      rules: [
        { apiGroups: ["", "security.istio.io"], resources: ["*"], verbs: read },
      ],
    });
    await cluster.create(`${local}/rolebindings`, {
      apiVersion,
      kind: "RoleBinding",
      metadata: { name },
      roleRef: { apiGroup, kind: "Role", name },
      subjects,
    });

    const started = await startSynced(await asMemberOf(name));
    const id = "kubernetes/peerauthentications.security.istio.io";
    await eventually(() => {
      expect(started.statement(`${id}/live`).namespaces).toEqual([namespace]);
      const closed = started.statement(`${id}/forbidden`);
      expect(closed.namespaces).toContain("default");
      expect(closed.message).toContain(
        "cannot list peerauthentications.security.istio.io in namespaces",
      );
    }, 10_000);
    expect(started.reading().policiesReadable("default")).toBe(false);
    // The root namespace's policies count here too, and they are closed.
    expect(started.reading().policiesReadable(namespace)).toBe(false);
  });
});

async function asMemberOf(group: string): Promise<string> {
  const path = await impersonatingKubeconfig(cluster.kubeconfig, group);
  files.push(path);
  return path;
}

function uidOf(object: unknown): string {
  return (object as { metadata: { uid: string } }).metadata.uid;
}
