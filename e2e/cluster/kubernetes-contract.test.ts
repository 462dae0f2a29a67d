import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { kubernetesContract } from "./kubernetes-contract";
import { at, type ClusterConnection, listAt } from "./wire-client";

kubernetesContract(async () => {
  const file = process.env.TEST_KUBECONFIG ?? "";
  if (file === "") {
    throw new Error(
      "TEST_KUBECONFIG names no kubeconfig of a disposable cluster with Istio's CRDs",
    );
  }
  return currentConnection(parse(await readFile(file, "utf8")));
});

/** The server and the credentials of a kubeconfig's current context. */
function currentConnection(config: unknown): ClusterConnection {
  const named = (list: string, name: unknown) =>
    listAt(config, list).find((entry) => at(entry, "name") === name);
  const context = named("contexts", at(config, "current-context"));
  const cluster = at(
    named("clusters", at(context, "context", "cluster")),
    "cluster",
  );
  const user = at(named("users", at(context, "context", "user")), "user");
  const text = (from: unknown, key: string) => {
    const value = at(from, key);
    return typeof value === "string" ? value : undefined;
  };
  const decoded = (from: unknown, key: string) => {
    const value = text(from, key);
    return value === undefined
      ? undefined
      : Buffer.from(value, "base64").toString("utf8");
  };
  const server = text(cluster, "server");
  if (server === undefined) {
    throw new Error("the current context of TEST_KUBECONFIG names no server");
  }
  const found = {
    token: text(user, "token"),
    ca: decoded(cluster, "certificate-authority-data"),
    caFile: text(cluster, "certificate-authority"),
    cert: decoded(user, "client-certificate-data"),
    key: decoded(user, "client-key-data"),
  };
  const given = Object.entries(found).filter(
    ([, value]) => value !== undefined,
  );
  return {
    server,
    insecure: at(cluster, "insecure-skip-tls-verify") === true,
    ...Object.fromEntries(given),
  };
}
