import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import { z } from "zod";
import type { EnvironmentReader } from "./environment";

const DEFAULT_ISTIO_NAMESPACE = "istio-system";

/** As Kubernetes names namespaces: RFC 1123 labels. */
const namespaceSchema = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "must be a DNS label: at most 63 of a-z, 0-9 and -, with no - at either end",
  );

/**
 * Which cluster. What stands in the kubeconfig is judged where it is read; here only that there
 * is one, since a mistyped path would otherwise look like a machine without any.
 */
export function readKubernetes(env: EnvironmentReader): {
  readonly kubeconfig: string | null;
  readonly context: string | null;
  readonly istioNamespace: string;
} {
  const kubeconfig = env.text("KUBECONFIG");
  if (
    kubeconfig !== null &&
    !kubeconfig.split(delimiter).some((path) => path !== "" && existsSync(path))
  ) {
    env.refuse(
      "KUBECONFIG",
      `names no file that exists (${kubeconfig})`,
      "Correct the path, or leave it unset to use ~/.kube/config or the pod's service account.",
    );
  }
  return {
    kubeconfig,
    context: env.text("KUBE_CONTEXT"),
    istioNamespace: env.parsed(
      "LOCKSTEP_ISTIO_NAMESPACE",
      namespaceSchema,
      DEFAULT_ISTIO_NAMESPACE,
      `Set it to the namespace istiod runs in, or leave it unset (${DEFAULT_ISTIO_NAMESPACE}).`,
    ),
  };
}
