import type { ResourcePath } from "./request-path";
import { methodNotAllowed } from "./status";

/** What access rules call the things one can do with a resource. */
export type Verb =
  | "get"
  | "list"
  | "watch"
  | "create"
  | "update"
  | "patch"
  | "delete"
  | "deletecollection";

/** @throws StatusError 405 for a method without a verb. */
export function verbOf(
  method: string,
  { name }: ResourcePath,
  query: URLSearchParams,
): Verb {
  const isWatch = /^(1|true)$/.test(query.get("watch") ?? "");
  switch (method) {
    case "GET":
    case "HEAD":
      return name !== undefined ? "get" : isWatch ? "watch" : "list";
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return name === undefined ? "deletecollection" : "delete";
    default:
      throw methodNotAllowed();
  }
}
