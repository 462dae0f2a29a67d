import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import type { EnvironmentReader } from "./environment";

/**
 * Which cluster. What stands in the kubeconfig is judged where it is read; here only that there
 * is one, since a mistyped path would otherwise look like a machine without any.
 */
export function readKubernetes(env: EnvironmentReader): {
  readonly kubeconfig: string | null;
  readonly context: string | null;
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
  return { kubeconfig, context: env.text("KUBE_CONTEXT") };
}
