import { applyPatch, type Operation } from "rfc6902";
import { z } from "zod";
import type { StoredObject } from "@/lib/simulator/store";
import { applyBody, bodyText, mediaType, patchBody } from "./body";
import { isJsonObject, type JsonObject } from "./compare";
import { createObject } from "./create";
import { metadataOf } from "./identity";
import { schemaOf } from "./istio-schemas";
import { decodeManagedFields, encodeManagedFields } from "./managed-fields";
import { unknownFields } from "./schema";
import { applyConfiguration } from "./server-side-apply";
import {
  badRequest,
  invalid,
  notFound,
  StatusError,
  unsupportedMediaType,
} from "./status";
import { requiredName, resourceName } from "./target";
import { updateObject } from "./update";
import { applyManager, isDryRun, type WriteRequest } from "./write-options";

const accepted = [
  "application/json-patch+json",
  "application/merge-patch+json",
  "application/apply-patch+yaml",
];

const jsonPatch = z.array(
  z.custom<Operation>(
    (value) =>
      isJsonObject(value) &&
      typeof value.op === "string" &&
      typeof value.path === "string",
  ),
);
const operations = new Set([
  "add",
  "remove",
  "replace",
  "move",
  "copy",
  "test",
]);

export interface Patched {
  object: StoredObject;
  created: boolean;
}

/** Merge patch, JSON patch or server-side apply, by content type. @throws StatusError */
export async function patchObject(write: WriteRequest): Promise<Patched> {
  const { request, query } = write;
  const type = mediaType(request);
  const isApply = type === "application/apply-patch+yaml";
  if (!accepted.includes(type)) {
    await bodyText(request);
    throw unsupportedMediaType(accepted);
  }
  if (!isApply && query.has("force")) {
    const message = "Forbidden: may not be specified for non-apply patch";
    throw invalid("PatchOptions", "meta.k8s.io", "", [
      { reason: "FieldValueForbidden", message, field: "force" },
    ]);
  }
  const dryRun = isDryRun(query.getAll("dryRun"), "PatchOptions");
  if (isApply) {
    return await apply(write, dryRun);
  }
  const patch = await patchBody(request);
  const live = liveObject(write);
  if (live === undefined) {
    throw notFound(resourceName(write.target));
  }
  const shown: JsonObject = { ...live, apiVersion: write.target.apiVersion };
  const next =
    type === "application/merge-patch+json"
      ? mergePatch(shown, asMergePatch(patch))
      : applyJsonPatch(shown, patch);
  return { object: updateObject(write, live, next, dryRun), created: false };
}

/** RFC 7386: null removes, objects merge, everything else replaces. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result: JsonObject = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const current = result[key];
    if (value === null) {
      delete result[key];
    } else if (isJsonObject(value)) {
      result[key] = mergePatch(isJsonObject(current) ? current : {}, value);
    } else {
      result[key] = value;
    }
  }
  return result;
}

async function apply(write: WriteRequest, dryRun: boolean): Promise<Patched> {
  const { request, target, query, now } = write;
  const applier = applyManager(write);
  const config = withoutNulls(await applyBody(request));
  checkApplied(write, config);
  const live = liveObject(write);
  const force = /^(1|true)$/.test(query.get("force") ?? "");
  const untracked =
    live === undefined
      ? null
      : withoutManagedFields({ ...live, apiVersion: target.apiVersion });
  const { object, entries } = applyConfiguration({
    live: untracked,
    entries: decodeManagedFields(live?.metadata.managedFields),
    config: {
      ...config,
      metadata: { ...metadataOf(config), name: requiredName(target) },
    },
    applier,
    force,
    now,
  });
  // The encoding drops owners of nothing, which must not come back as untracked.
  const kept = decodeManagedFields(encodeManagedFields(entries));
  const next = { ...object, kind: config.kind, apiVersion: config.apiVersion };
  return live === undefined
    ? { object: createObject(write, next, dryRun, kept), created: true }
    : { object: updateObject(write, live, next, dryRun, kept), created: false };
}

/** @throws StatusError 400, and 500 for a field that the kind does not have, as the real server. */
function checkApplied({ target }: WriteRequest, config: JsonObject): void {
  const { kind } = target.definition;
  const typeMeta = `${config.apiVersion ?? "/"}, Kind=${config.kind ?? ""}`;
  if (config.apiVersion !== target.apiVersion || config.kind !== kind) {
    throw badRequest(`invalid object type: ${typeMeta}`);
  }
  const { managedFields, namespace, name } = metadataOf(config);
  if (managedFields !== undefined) {
    throw badRequest("metadata.managedFields must be nil");
  }
  const schema = schemaOf(kind);
  const {
    apiVersion: _version,
    kind: _kind,
    metadata: _metadata,
    ...content
  } = config;
  const [unknown] = schema === null ? [] : unknownFields(schema, content);
  if (unknown !== undefined) {
    throw new StatusError(
      500,
      undefined,
      `failed to create typed patch object (${namespace ?? ""}/${name ?? ""}; ${typeMeta}): .${unknown}: field not declared in schema`,
    );
  }
}

function applyJsonPatch(target: JsonObject, patch: unknown): JsonObject {
  const parsed = jsonPatch.safeParse(patch);
  if (!parsed.success) {
    throw badRequest(
      "error decoding patch: json: cannot unmarshal into a list of operations",
    );
  }
  const strange = parsed.data.find(({ op }) => !operations.has(op));
  if (strange !== undefined) {
    throw badRequest(
      `invalid operation ${JSON.stringify(strange)}: unsupported operation`,
    );
  }
  const next: JsonObject = structuredClone(target);
  const failures = applyPatch(next, parsed.data);
  if (failures.some((failure) => failure !== null)) {
    const message =
      "the server rejected our request due to an error in our request";
    throw new StatusError(422, "Invalid", message, {});
  }
  return next;
}

function asMergePatch(patch: unknown): JsonObject {
  if (!isJsonObject(patch)) {
    throw badRequest(
      "error decoding patch: json: cannot unmarshal into an object",
    );
  }
  return patch;
}

function liveObject({ target, store }: WriteRequest): StoredObject | undefined {
  return store.get(
    target.definition.kind,
    target.namespace,
    requiredName(target),
  );
}

function withoutManagedFields(object: StoredObject): JsonObject {
  const { managedFields: _managed, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      value === null
        ? []
        : [[key, isJsonObject(value) ? withoutNulls(value) : value]],
    ),
  );
}
