import { isDeepStrictEqual } from "node:util";
import {
  compareObjects,
  isJsonObject,
  type JsonObject,
  leafFields,
} from "./compare";
import { FieldSet, printPath } from "./field-set";
import {
  type FieldManager,
  type ManagedEntry,
  ownershipAfterUpdate,
  sameManager,
} from "./managed-fields";
import { type StatusCause, StatusError } from "./status";

export interface Applied {
  object: JsonObject;
  entries: ManagedEntry[];
}

export interface ApplyRequest {
  /** Without managedFields; null when the apply creates the object. */
  live: JsonObject | null;
  entries: readonly ManagedEntry[];
  config: JsonObject;
  applier: FieldManager;
  force: boolean;
  /** RFC 3339. */
  now: string;
}

/**
 * Server-side apply: merges the configuration over the live object, removes what its applier
 * dropped and nobody else owns, and moves ownership.
 *
 *     live + config ─▶ merged ─▶ without dropped fields ─▶ compared with live ─▶ conflicts?
 *
 * @throws StatusError 409 when another manager owns a field that would change, unless forced.
 */
export function applyConfiguration(request: ApplyRequest): Applied {
  const { live, config, applier, force, now } = request;
  const entries = firstApplyEntries(request);
  const last = entries.find((entry) => sameManager(entry, applier));
  const others = entries.filter((entry) => entry !== last);
  const wanted = leafFields(config);
  const merged = mergeObjects(live ?? {}, config);
  const owned = others
    .reduce((all, entry) => all.union(entry.fields), wanted)
    .withParents();
  const object = removeFields(
    merged,
    (last?.fields ?? FieldSet.empty).withParents().difference(owned),
  );

  const { added, modified, removed } = compareObjects(live ?? {}, object);
  const touched = added.union(modified);
  const contested = others
    .map((entry) => ({ entry, fields: entry.fields.intersection(touched) }))
    .filter(({ fields }) => fields.size > 0);
  if (contested.length > 0 && !force) {
    throw applyConflict(contested);
  }
  const changed = live === null || !isDeepStrictEqual(live, object);
  const time = changed ? now : last?.time;
  return {
    object,
    entries: [
      ...others.map((entry) => ({
        ...entry,
        fields: entry.fields.difference(touched).difference(removed),
      })),
      { ...applier, ...(time === undefined ? {} : { time }), fields: wanted },
    ],
  };
}

/** An object that was never tracked belongs to "before-first-apply", so that applying is not silent. */
function firstApplyEntries({
  live,
  entries,
  applier,
  now,
}: ApplyRequest): readonly ManagedEntry[] {
  if (live === null || entries.length > 0) {
    return entries;
  }
  const before: FieldManager = {
    manager: "before-first-apply",
    operation: "Update",
    apiVersion: applier.apiVersion,
  };
  return ownershipAfterUpdate(null, [], live, before, now);
}

function mergeObjects(live: JsonObject, config: JsonObject): JsonObject {
  const merged: JsonObject = { ...live };
  for (const [key, value] of Object.entries(config)) {
    const current = merged[key];
    merged[key] =
      isJsonObject(value) && isJsonObject(current)
        ? mergeObjects(current, value)
        : value;
  }
  return merged;
}

function removeFields(
  object: JsonObject,
  fields: FieldSet,
  path: string[] = [],
): JsonObject {
  const kept = Object.entries(object).flatMap(
    ([key, value]): [string, unknown][] => {
      const at = [...path, `f:${key}`];
      if (fields.has(at) && !(at.length === 1 && key === "metadata")) {
        return [];
      }
      return isJsonObject(value)
        ? [[key, emptied(value, removeFields(value, fields, at))]]
        : [[key, value]];
    },
  );
  return Object.fromEntries(kept);
}

/** A map that loses its last field becomes null, which the schema then refuses where it must. */
function emptied(value: JsonObject, rest: JsonObject): JsonObject | null {
  return Object.keys(value).length > 0 && Object.keys(rest).length === 0
    ? null
    : rest;
}

function applyConflict(
  contested: readonly { entry: ManagedEntry; fields: FieldSet }[],
): StatusError {
  const byManager = [...contested]
    .map(({ entry, fields }) => ({
      who: printManager(entry),
      paths: fields.paths().map(printPath),
    }))
    .sort((left, right) => (left.who < right.who ? -1 : 1));
  const causes: StatusCause[] = byManager.flatMap(({ who, paths }) =>
    paths.map((field) => ({
      reason: "FieldManagerConflict",
      message: `conflict with ${who}`,
      field,
    })),
  );
  const sentence =
    causes.length === 1
      ? `conflict with ${byManager[0]?.who}: ${causes[0]?.field}`
      : byManager
          .map(
            ({ who, paths }) =>
              `conflicts with ${who}:\n${paths.map((p) => `- ${p}`).join("\n")}`,
          )
          .join("\n");
  const count = `${causes.length} conflict${causes.length === 1 ? "" : "s"}`;
  return new StatusError(
    409,
    "Conflict",
    `Apply failed with ${count}: ${sentence}`,
    { causes },
  );
}

function printManager(entry: FieldManager): string {
  const subresource =
    entry.subresource === undefined
      ? ""
      : ` with subresource "${entry.subresource}"`;
  const version =
    entry.operation === "Update" ? ` using ${entry.apiVersion}` : "";
  return `${JSON.stringify(entry.manager)}${subresource}${version}`;
}
