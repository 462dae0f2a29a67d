import type { KubernetesConnection } from "@/lib/kubernetes/connection";
import {
  isKubernetesProblem,
  type KubernetesProblem,
} from "@/lib/kubernetes/problem";
import { type Operation, sendOperation } from "./operation";

export type DryRun =
  | {
      readonly accepted: true;
      readonly warnings: readonly string[];
      /** Per operation, the object as the server would store it; null = deleted. */
      readonly objects: readonly (Readonly<Record<string, unknown>> | null)[];
    }
  | { readonly accepted: false; readonly problem: KubernetesProblem };

/** Asks the server to admit every operation with dryRun=All. A refusal is an answer, not an exception. */
export async function dryRunAll(
  operations: readonly Operation[],
  connection: KubernetesConnection,
): Promise<DryRun> {
  try {
    const answers = await Promise.all(
      operations.map((operation) =>
        sendOperation(operation, connection, { dryRun: true }),
      ),
    );
    return {
      accepted: true,
      warnings: answers.flatMap(({ warnings }) => warnings),
      objects: answers.map(({ object }) => object),
    };
  } catch (error) {
    if (isKubernetesProblem(error)) return { accepted: false, problem: error };
    throw error;
  }
}
