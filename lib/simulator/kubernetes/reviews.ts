import { z } from "zod";
import { decide, type Identity, rulesOf } from "./access";
import type { KubernetesHandlerOptions } from "./options";
import { badRequest, invalid } from "./status";

type ReviewOptions = Pick<
  KubernetesHandlerOptions,
  "users" | "faults" | "groupRules"
>;

const attributes = z.object({
  verb: z.string().default(""),
  group: z.string().default(""),
  resource: z.string().default(""),
  subresource: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().optional(),
});

const accessReview = z.object({
  spec: z
    .object({
      resourceAttributes: attributes.optional(),
      nonResourceAttributes: z
        .object({ path: z.string(), verb: z.string() })
        .optional(),
      user: z.string().optional(),
      groups: z.array(z.string()).optional(),
    })
    .default({}),
});

const rulesReview = z.object({
  spec: z
    .object({ namespace: z.string().default("") })
    .default({ namespace: "" }),
});

/** The resources of `authorization.k8s.io/v1` that this server answers. */
export const reviewKinds: Readonly<Record<string, string>> = {
  selfsubjectaccessreviews: "SelfSubjectAccessReview",
  selfsubjectrulesreviews: "SelfSubjectRulesReview",
  subjectaccessreviews: "SubjectAccessReview",
};

/**
 * Answers a review: what may this identity (or the one the review names) do?
 * @throws StatusError 400 and 422 for a review that asks nothing.
 */
export function review(
  resource: string,
  body: unknown,
  identity: Identity,
  options: ReviewOptions,
): Record<string, unknown> {
  const kind = reviewKinds[resource] ?? "";
  const head = {
    kind,
    apiVersion: "authorization.k8s.io/v1",
    metadata: { creationTimestamp: null },
  };
  if (resource === "selfsubjectrulesreviews") {
    return { ...head, spec: {}, status: rulesStatus(body, identity, options) };
  }
  const parsed = accessReview.safeParse(body);
  const spec = parsed.success ? parsed.data.spec : {};
  const subject =
    resource === "subjectaccessreviews"
      ? { name: spec.user ?? "", groups: spec.groups ?? [] }
      : identity;
  return { ...head, spec, status: accessStatus(spec, subject, options) };
}

function accessStatus(
  spec: z.infer<typeof accessReview>["spec"],
  subject: Identity,
  options: ReviewOptions,
): { allowed: boolean; reason?: string } {
  if (spec.nonResourceAttributes !== undefined) {
    return { allowed: subject.groups.includes("system:authenticated") };
  }
  if (spec.resourceAttributes === undefined) {
    throw invalid("", "authorization.k8s.io", "", [
      {
        reason: "FieldValueInvalid",
        message:
          'Invalid value: "null": exactly one of nonResourceAttributes or resourceAttributes must be specified',
        field: "spec.resourceAttributes",
      },
    ]);
  }
  // An empty string means "all" in a review and "none" in a request; RBAC wants the latter shape.
  const { namespace, name, subresource, ...rest } = spec.resourceAttributes;
  const { allowed, reason } = decide(
    subject,
    {
      ...rest,
      namespace: namespace || undefined,
      name: name || undefined,
      subresource: subresource || undefined,
    },
    options,
  );
  return reason === "" ? { allowed } : { allowed, reason };
}

function rulesStatus(
  body: unknown,
  identity: Identity,
  options: ReviewOptions,
) {
  const parsed = rulesReview.safeParse(body);
  const namespace = parsed.success ? parsed.data.spec.namespace : "";
  if (namespace === "") {
    throw badRequest("no namespace on request");
  }
  const everything = { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };
  const own = rulesOf(identity, options)
    .filter(
      ({ rule }) =>
        rule.namespaces.includes("*") || rule.namespaces.includes(namespace),
    )
    .map(({ rule: { verbs, apiGroups, resources, resourceNames } }) => ({
      verbs,
      apiGroups,
      resources,
      ...(resourceNames === undefined ? {} : { resourceNames }),
    }));
  return {
    resourceRules: [
      ...(identity.groups.includes("system:masters") ? [everything] : []),
      {
        verbs: ["create"],
        apiGroups: ["authorization.k8s.io"],
        resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
      },
      ...own,
    ],
    nonResourceRules: [
      {
        verbs: ["get"],
        nonResourceURLs: [
          "/api",
          "/api/*",
          "/apis",
          "/apis/*",
          "/healthz",
          "/livez",
          "/readyz",
          "/version",
        ],
      },
    ],
    incomplete: false,
  };
}
