import type { IncomingMessage, ServerResponse } from "node:http";
import type { ObjectStore } from "@/lib/simulator/store";
import type { JsonObject } from "./compare";
import { schemaOf } from "./istio-schemas";
import type { FieldManager } from "./managed-fields";
import { unknownFields } from "./schema";
import { badRequest, invalid } from "./status";
import type { Target } from "./target";

/** Everything a write knows beside its body. */
export interface WriteRequest {
  request: IncomingMessage;
  response: ServerResponse;
  target: Target;
  query: URLSearchParams;
  store: ObjectStore;
  /** The simulated time of the write, RFC 3339. */
  now: string;
}

type OptionsKind =
  | "CreateOptions"
  | "UpdateOptions"
  | "PatchOptions"
  | "DeleteOptions";

/** @throws StatusError 422 for anything but `All`. */
export function isDryRun(
  values: readonly string[],
  kind: OptionsKind,
): boolean {
  const unknown = values.filter((value) => value !== "All");
  if (unknown.length > 0) {
    const message = `Unsupported value: ${JSON.stringify(values)}: supported values: "All"`;
    throw invalid(kind, "meta.k8s.io", "", [
      { reason: "FieldValueNotSupported", message, field: "dryRun" },
    ]);
  }
  return values.length > 0;
}

/** The manager that a plain write belongs to: named, or the program in the User-Agent. */
export function updateManager({
  request,
  query,
  target,
}: WriteRequest): FieldManager {
  const program =
    (request.headers["user-agent"] ?? "unknown").split("/")[0] ?? "unknown";
  return {
    manager: query.get("fieldManager") || program.slice(0, 128),
    operation: "Update",
    apiVersion: target.apiVersion,
    ...(target.subresource === undefined
      ? {}
      : { subresource: target.subresource }),
  };
}

/** The applier. @throws StatusError 422 without `fieldManager`. */
export function applyManager({ query, target }: WriteRequest): FieldManager {
  const manager = query.get("fieldManager") ?? "";
  if (manager === "") {
    const message = "Required value: is required for apply patch";
    throw invalid("PatchOptions", "meta.k8s.io", "", [
      { reason: "FieldValueRequired", message, field: "fieldManager" },
    ]);
  }
  return {
    manager,
    operation: "Apply",
    apiVersion: target.apiVersion,
    ...(target.subresource === undefined
      ? {}
      : { subresource: target.subresource }),
  };
}

/**
 * Fields the schema does not know are dropped; `fieldValidation=Strict` refuses them and the
 * default warns. @throws StatusError 400
 */
export function checkUnknownFields(
  write: WriteRequest,
  object: JsonObject,
): void {
  const { query, response, target } = write;
  const { kind } = target.definition;
  const schema = schemaOf(kind);
  const mode = query.get("fieldValidation") ?? "Warn";
  if (schema === null || mode === "Ignore") {
    return;
  }
  const {
    apiVersion: _version,
    kind: _kind,
    metadata: _metadata,
    ...content
  } = object;
  const unknown = unknownFields(schema, content).map(
    (field) => `unknown field "${field}"`,
  );
  if (mode === "Strict" && unknown.length > 0) {
    const version = target.apiVersion.split("/").at(-1);
    throw badRequest(
      `${kind} in version "${version}" cannot be handled as a ${kind}: strict decoding error: ${unknown.join(", ")}`,
    );
  }
  for (const warning of unknown) {
    response.appendHeader("Warning", `299 - ${JSON.stringify(warning)}`);
  }
}
