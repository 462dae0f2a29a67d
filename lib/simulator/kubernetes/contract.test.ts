import { afterAll } from "vitest";
import { kubernetesContract } from "@/e2e/cluster/kubernetes-contract";
import { startTestCluster, type TestCluster } from "./test-cluster";

let cluster: TestCluster | null = null;

afterAll(() => cluster?.close());

kubernetesContract(async () => {
  cluster = await startTestCluster();
  cluster.store.compact();
  return { server: cluster.server, token: "admin-token" };
});
