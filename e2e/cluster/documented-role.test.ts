import { readFile, rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { eventually } from "@/lib/kubernetes/testing/eventually";
import { startSource } from "@/lib/kubernetes/testing/started-source";
import {
  type ClusterNamespace,
  claimNamespace,
  type NamedObject,
} from "./cluster-namespace";
import { impersonatingKubeconfig } from "./impersonating-kubeconfig";

const API_GROUP = "rbac.authorization.k8s.io";
const RBAC = `/apis/${API_GROUP}/v1`;

let cluster: ClusterNamespace;

beforeAll(async () => {
  cluster = await claimNamespace("lockstep-role");
});

afterAll(() => cluster?.remove());

it("the documented role for reading is enough for everything but Istio's ConfigMap", async () => {
  const name = cluster.namespace;
  await cluster.create(`${RBAC}/clusterroles`, {
    ...(await documentedRole("lockstep-read")),
    metadata: { name },
  });
  await cluster.create(`${RBAC}/clusterrolebindings`, {
    apiVersion: `${API_GROUP}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup: API_GROUP, kind: "ClusterRole", name },
    subjects: [{ apiGroup: API_GROUP, kind: "Group", name }],
  });
  const path = await impersonatingKubeconfig(cluster.kubeconfig, name);
  const source = await startSource(path);
  try {
    await eventually(() => expect(source.reading().synced).toBe(true), 20_000);
    const refused = source
      .reading()
      .statements.filter(({ state }) => state === "forbidden");
    expect(refused.map(({ id }) => id)).toEqual(["kubernetes/mesh-config"]);
  } finally {
    await source.stop();
    await rm(path);
  }
});

async function documentedRole(name: string): Promise<NamedObject> {
  const text = await readFile("docs/cluster-role.yaml", "utf8");
  const roles: NamedObject[] = parseAllDocuments(text).map((document) =>
    document.toJS(),
  );
  const role = roles.find(({ metadata }) => metadata.name === name);
  if (role === undefined) throw new Error(`no ${name} in docs`);
  return role;
}
