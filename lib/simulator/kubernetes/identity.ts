import { isJsonObject, type JsonObject } from "./compare";
import { badRequest, invalid } from "./status";
import type { Target } from "./target";

/** @throws StatusError 400 or 422 when an object is not what its path says. */
export function checkKind(target: Target, object: JsonObject): void {
  const { kind, group, custom } = target.definition;
  const version = String(object.apiVersion ?? "");
  const objectKind = String(object.kind ?? "");
  if (!custom) {
    const matches = (actual: string, expected: string) =>
      actual === "" || actual === expected;
    if (!matches(version, target.apiVersion) || !matches(objectKind, kind)) {
      throw badRequest(
        `${objectKind} in version "${version}" cannot be handled as a ${kind}: no conversion between them`,
      );
    }
    return;
  }
  if (objectKind === "") {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): Object 'Kind' is missing`,
    );
  }
  if (version !== target.apiVersion) {
    throw badRequest(
      `the API version in the data (${version}) does not match the expected API version (${target.apiVersion})`,
    );
  }
  if (objectKind !== kind) {
    const message = `Invalid value: ${JSON.stringify(objectKind)}: must be ${kind}`;
    throw invalid(objectKind, group, nameOf(object), [
      { reason: "FieldValueInvalid", message, field: "kind" },
    ]);
  }
}

/** @throws StatusError 400 when name or namespace differ from the path. */
export function checkPlace(target: Target, object: JsonObject): void {
  const { namespace } = metadataOf(object);
  const name = nameOf(object);
  if (target.name !== undefined && name !== "" && name !== target.name) {
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${target.name})`,
    );
  }
  if (
    typeof namespace === "string" &&
    namespace !== "" &&
    namespace !== target.namespace
  ) {
    throw badRequest(
      "the namespace of the provided object does not match the namespace sent on the request",
    );
  }
}

export function metadataOf(object: JsonObject): JsonObject {
  return isJsonObject(object.metadata) ? object.metadata : {};
}

export function nameOf(object: JsonObject): string {
  return String(metadataOf(object).name ?? "");
}

/** Everything but what says which object it is. */
export function contentOf(object: JsonObject): JsonObject {
  const {
    apiVersion: _version,
    kind: _kind,
    metadata: _metadata,
    ...content
  } = object;
  return content;
}
