import type { IncomingMessage } from "node:http";
import type { KubernetesHandlerOptions } from "./options";
import { groupResource } from "./resources";
import { StatusError, unauthorized } from "./status";
import type { AccessRule } from "./users";

/** Who a request acts as, after authentication and impersonation. */
export interface Identity {
  name: string;
  groups: readonly string[];
}

export interface ResourceAttributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string | undefined;
  namespace?: string | undefined;
  name?: string | undefined;
}

export interface Decision {
  allowed: boolean;
  /** What RBAC says about it; empty for a refusal and for system:masters. */
  reason: string;
}

type AccessOptions = Pick<
  KubernetesHandlerOptions,
  "users" | "faults" | "groupRules"
>;

const anonymous: Identity = {
  name: "system:anonymous",
  groups: ["system:unauthenticated"],
};
const publicPath = /^\/(healthz|livez|readyz|version)(\/|$)/;

/**
 * Bearer token to identity. No token is the anonymous user, as on a default API server.
 * @throws StatusError 401 for a token nobody has.
 */
export function authenticate(
  request: IncomingMessage,
  options: AccessOptions,
): Identity {
  const header = request.headers.authorization ?? "";
  const token = /^bearer +(.*)$/i.exec(header)?.[1]?.trim() ?? "";
  if (token === "") {
    return anonymous;
  }
  const user = options.users.find((candidate) => candidate.token === token);
  if (user === undefined) {
    throw unauthorized();
  }
  return { name: user.name, groups: [...user.groups, "system:authenticated"] };
}

/** @throws StatusError 403 with Kubernetes' own sentence. */
export function authorizeResource(
  identity: Identity,
  attributes: ResourceAttributes,
  options: AccessOptions,
): void {
  if (!decide(identity, attributes, options).allowed) {
    throw forbidden(identity, attributes);
  }
}

/** @throws StatusError 403; discovery is for everyone known, health for everyone. */
export function authorizePath(
  identity: Identity,
  verb: string,
  path: string,
): void {
  const known = identity.groups.includes("system:authenticated");
  if (!publicPath.test(path) && !known) {
    throw new StatusError(
      403,
      "Forbidden",
      `forbidden: User "${identity.name}" cannot ${verb} path "${path}"`,
      {},
    );
  }
}

/** RBAC's answer, with the switched-on `forbid` faults taking precedence over everything. */
export function decide(
  identity: Identity,
  attributes: ResourceAttributes,
  options: AccessOptions,
): Decision {
  if (isForbiddenByFault(attributes, options)) {
    return { allowed: false, reason: "" };
  }
  if (
    identity.groups.includes("system:masters") ||
    isOwnReview(identity, attributes)
  ) {
    return { allowed: true, reason: "" };
  }
  for (const { rule, subject } of rulesOf(identity, options)) {
    if (ruleAllows(rule, attributes)) {
      return { allowed: true, reason: rbacReason(rule, attributes, subject) };
    }
  }
  return { allowed: false, reason: "" };
}

/** The rules of an identity, each with the subject that RBAC would name. */
export function rulesOf(
  identity: Identity,
  options: AccessOptions,
): { rule: AccessRule; subject: string }[] {
  const own =
    options.users.find((user) => user.name === identity.name)?.rules ?? [];
  return [
    ...own.map((rule) => ({ rule, subject: `User "${identity.name}"` })),
    ...identity.groups.flatMap((group) =>
      (options.groupRules?.[group] ?? []).map((rule) => ({
        rule,
        subject: `Group "${group}"`,
      })),
    ),
  ];
}

function forbidden(
  identity: Identity,
  attributes: ResourceAttributes,
): StatusError {
  const { verb, group, resource, subresource, namespace, name } = attributes;
  const full =
    subresource === undefined ? resource : `${resource}/${subresource}`;
  const named = name === undefined ? "" : ` "${name}"`;
  const where =
    namespace === undefined
      ? "at the cluster scope"
      : `in the namespace "${namespace}"`;
  return new StatusError(
    403,
    "Forbidden",
    `${groupResource(group, resource)}${named} is forbidden: User "${identity.name}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`,
    {
      ...(name === undefined ? {} : { name }),
      ...(group === "" ? {} : { group }),
      kind: resource,
    },
  );
}

function isForbiddenByFault(
  attributes: ResourceAttributes,
  { faults }: AccessOptions,
): boolean {
  const full = `${attributes.resource}/${attributes.subresource ?? ""}`;
  return faults.forbid.some(
    ({ resource, verb, namespace }) =>
      (resource === undefined ||
        resource === attributes.resource ||
        resource === full) &&
      (verb === undefined || verb === "*" || verb === attributes.verb) &&
      (namespace === undefined || namespace === attributes.namespace),
  );
}

/** `system:basic-user`: everyone may ask what they may do. */
function isOwnReview(
  identity: Identity,
  { verb, group, resource }: ResourceAttributes,
): boolean {
  return (
    identity.groups.includes("system:authenticated") &&
    verb === "create" &&
    group === "authorization.k8s.io" &&
    (resource === "selfsubjectaccessreviews" ||
      resource === "selfsubjectrulesreviews")
  );
}

function ruleAllows(rule: AccessRule, attributes: ResourceAttributes): boolean {
  const { verb, group, resource, subresource, namespace, name } = attributes;
  const full =
    subresource === undefined ? resource : `${resource}/${subresource}`;
  const inNamespace =
    rule.namespaces.includes("*") ||
    (namespace !== undefined && rule.namespaces.includes(namespace));
  return (
    inNamespace &&
    matches(rule.verbs, verb) &&
    matches(rule.apiGroups, group) &&
    (matches(rule.resources, full) ||
      rule.resources.includes(`*/${subresource}`)) &&
    (rule.resourceNames === undefined ||
      rule.resourceNames.length === 0 ||
      (name !== undefined && rule.resourceNames.includes(name)))
  );
}

function matches(allowed: readonly string[], asked: string): boolean {
  return allowed.includes("*") || allowed.includes(asked);
}

function rbacReason(
  rule: AccessRule,
  { namespace }: ResourceAttributes,
  subject: string,
): string {
  const name = /"(.*)"/.exec(subject)?.[1] ?? "";
  const binding = rule.namespaces.includes("*")
    ? `ClusterRoleBinding "${name}"`
    : `RoleBinding "${name}/${namespace}"`;
  return `RBAC: allowed by ${binding} of ClusterRole "${name}" to ${subject}`;
}
