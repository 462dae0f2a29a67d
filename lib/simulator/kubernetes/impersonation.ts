import type { IncomingMessage } from "node:http";
import {
  authorizeResource,
  type Identity,
  type ResourceAttributes,
} from "./access";
import type { KubernetesHandlerOptions } from "./options";

type ImpersonationOptions = Pick<
  KubernetesHandlerOptions,
  "users" | "faults" | "groupRules"
>;

/** Impersonate-Group without a user; the real server answers this with plain text. */
export class GroupsWithoutUser extends Error {
  constructor() {
    super("groups are impersonated without a user");
    this.name = "GroupsWithoutUser";
  }
}

/**
 * The identity that the Impersonate-* headers ask for, each allowed by the verb `impersonate`.
 * @throws StatusError 403, GroupsWithoutUser.
 */
export function impersonate(
  request: IncomingMessage,
  identity: Identity,
  options: ImpersonationOptions,
): Identity {
  const [user] = headerValues(request, "impersonate-user");
  const groups = headerValues(request, "impersonate-group");
  if (user === undefined) {
    if (groups.length > 0) {
      throw new GroupsWithoutUser();
    }
    return identity;
  }
  authorizeResource(identity, subjectOf(user), options);
  for (const name of groups) {
    authorizeResource(
      identity,
      { verb: "impersonate", group: "", resource: "groups", name },
      options,
    );
  }
  const known =
    user === "system:anonymous"
      ? "system:unauthenticated"
      : "system:authenticated";
  return {
    name: user,
    groups: [...groups, ...serviceAccountGroups(user), known],
  };
}

function subjectOf(user: string): ResourceAttributes {
  const account = serviceAccount.exec(user);
  return account === null
    ? { verb: "impersonate", group: "", resource: "users", name: user }
    : {
        verb: "impersonate",
        group: "",
        resource: "serviceaccounts",
        namespace: account[1],
        name: account[2],
      };
}

const serviceAccount = /^system:serviceaccount:([^:]+):([^:]+)$/;

function serviceAccountGroups(user: string): string[] {
  const namespace = serviceAccount.exec(user)?.[1];
  return namespace === undefined
    ? []
    : ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
}

/** Node joins repeated headers with commas, but a group's name may hold one. */
function headerValues(request: IncomingMessage, name: string): string[] {
  return request.rawHeaders.filter(
    (_, index, all) =>
      index % 2 === 1 && all[index - 1]?.toLowerCase() === name,
  );
}
