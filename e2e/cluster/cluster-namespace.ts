import { randomBytes } from "node:crypto";
import {
  connectKubernetes,
  type KubernetesConnection,
} from "@/lib/kubernetes/connection";

/** The disposable cluster under test, and a namespace of it that is this run's own. */
export interface ClusterNamespace {
  readonly connection: KubernetesConnection;
  readonly kubeconfig: string;
  readonly namespace: string;
  /** POSTs an object; `path` as in "/apis/security.istio.io/v1/namespaces/x/peerauthentications". */
  create(path: string, object: NamedObject): Promise<unknown>;
  /** Removes the namespace, what was created, and what `cleanUp` was told of; last first. */
  remove(): Promise<void>;
  /** Also DELETE this path at the end; a list path deletes all that is in it. */
  cleanUp(path: string): void;
}

export interface NamedObject {
  readonly metadata: { readonly name: string };
  readonly [field: string]: unknown;
}

/** Throws when TEST_KUBECONFIG is unset: a suite that silently skips proves nothing. */
export async function claimNamespace(
  prefix: string,
): Promise<ClusterNamespace> {
  const kubeconfig = process.env.TEST_KUBECONFIG;
  if (!kubeconfig) {
    throw new Error(
      "TEST_KUBECONFIG must name the kubeconfig of a disposable cluster with Istio's CRDs",
    );
  }
  const connection = await connectKubernetes({ kubeconfig, context: null });
  const namespace = `${prefix}-${randomBytes(4).toString("hex")}`;
  const paths = [`/api/v1/namespaces/${namespace}`];
  await connection.requestJson("POST", "/api/v1/namespaces", {
    body: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: namespace },
    },
  });
  return {
    connection,
    kubeconfig,
    namespace,
    async create(path, object) {
      // Clusters without a namespace controller keep what is in a deleted namespace.
      paths.push(`${path}/${object.metadata.name}`);
      const { body } = await connection.requestJson("POST", path, {
        body: object,
      });
      return body;
    },
    cleanUp(path) {
      paths.push(path);
    },
    async remove() {
      for (const path of paths.reverse()) {
        await connection.requestJson("DELETE", path).catch(ignoreMissing);
      }
      connection.close();
    },
  };
}

function ignoreMissing(error: unknown): void {
  const isGone =
    error instanceof Error && "status" in error && error.status === 404;
  if (!isGone) {
    throw error;
  }
}
