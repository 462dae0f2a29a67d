import { z } from "zod";
import type { Impersonation, KubernetesConnection } from "./connection";
import { KubernetesProblem } from "./problem";

export interface AccessQuestion {
  readonly verb: string;
  /** "" for the core group */
  readonly group: string;
  readonly resource: string;
  /** "" = all namespaces, or a cluster-scoped resource */
  readonly namespace: string;
  readonly name?: string | undefined;
}

export interface AccessAnswer {
  readonly allowed: boolean;
  /** The authorizer's words; may be empty. */
  readonly reason: string;
}

const reviewSchema = z.object({
  status: z.object({
    allowed: z.boolean(),
    denied: z.boolean().nullish(),
    reason: z.string().nullish(),
    evaluationError: z.string().nullish(),
  }),
});

/**
 * Asks the API server (SelfSubjectAccessReview) whether we, or the impersonated user, may do it.
 * Throws KubernetesProblem when it cannot be asked; that is not a "no".
 */
export async function canI(
  connection: KubernetesConnection,
  question: AccessQuestion,
  options: {
    readonly impersonate?: Impersonation | null | undefined;
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<AccessAnswer> {
  const { body } = await connection.requestJson(
    "POST",
    "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    {
      ...options,
      body: {
        apiVersion: "authorization.k8s.io/v1",
        kind: "SelfSubjectAccessReview",
        spec: { resourceAttributes: question },
      },
    },
  );
  const review = reviewSchema.safeParse(body);
  if (!review.success) {
    throw new KubernetesProblem(
      "malformed",
      "The answer to an access review is not one.",
      { remedy: "Check what stands between here and the API server." },
    );
  }
  const { allowed, denied, reason, evaluationError } = review.data.status;
  return {
    allowed: allowed && denied !== true,
    reason: reason || evaluationError || "",
  };
}
