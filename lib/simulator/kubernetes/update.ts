import { isDeepStrictEqual } from "node:util";
import type { StoredObject } from "@/lib/simulator/store";
import { admit } from "./admission";
import { isJsonObject, type JsonObject } from "./compare";
import { checkKind, checkPlace, contentOf, metadataOf } from "./identity";
import { schemaOf } from "./istio-schemas";
import {
  decodeManagedFields,
  encodeManagedFields,
  type ManagedEntry,
  ownershipAfterUpdate,
} from "./managed-fields";
import { prune } from "./schema";
import { conflict, invalid, modifiedMeanwhile } from "./status";
import { resourceName } from "./target";
import {
  checkUnknownFields,
  updateManager,
  type WriteRequest,
} from "./write-options";

/**
 * The whole of an update, whichever verb asked for it: identity, admission, generation, ownership,
 * and no new resourceVersion when nothing changed. Stores unless this is a dry run.
 * @throws StatusError 400, 409, 422.
 */
export function updateObject(
  write: WriteRequest,
  live: StoredObject,
  next: JsonObject,
  dryRun: boolean,
  applied: readonly ManagedEntry[] | null = null,
): StoredObject {
  const { target, store, now } = write;
  checkKind(target, next);
  checkPlace(target, next);
  checkVersion(write, live, next);
  checkUnknownFields(write, next);
  const object = settled(write, live, next);
  admit(target, object);
  const entries = applied ?? ownership(write, live, next, object, now);
  const managedFields = encodeManagedFields(entries);
  const complete: StoredObject = {
    ...object,
    apiVersion: live.apiVersion,
    kind: live.kind,
    metadata: {
      ...metadataOf(object),
      ...(managedFields.length === 0 ? {} : { managedFields }),
      name: live.metadata.name,
      uid: live.metadata.uid,
      creationTimestamp: live.metadata.creationTimestamp,
      resourceVersion: live.metadata.resourceVersion,
    },
  };
  if (dryRun || isDeepStrictEqual(complete, live)) {
    return complete;
  }
  const { deletionTimestamp, finalizers } = complete.metadata;
  const released = !Array.isArray(finalizers) || finalizers.length === 0;
  if (deletionTimestamp !== undefined && released) {
    store.remove(live.kind, target.namespace, live.metadata.name);
    return complete;
  }
  return store.put(complete);
}

function checkVersion(
  { target }: WriteRequest,
  live: StoredObject,
  next: JsonObject,
): void {
  const { resourceVersion, uid } = metadataOf(next);
  if (resourceVersion !== undefined && resourceVersion !== "") {
    if (resourceVersion !== live.metadata.resourceVersion) {
      throw conflict(resourceName(target), modifiedMeanwhile);
    }
  }
  if (uid !== undefined && uid !== live.metadata.uid) {
    const { kind, group } = target.definition;
    const message = `Invalid value: ${JSON.stringify(uid)}: field is immutable`;
    throw invalid(kind, group, live.metadata.name, [
      { reason: "FieldValueInvalid", message, field: "metadata.uid" },
    ]);
  }
}

/** The next state with everything that a client cannot change taken from the live one. */
function settled(
  { target }: WriteRequest,
  live: StoredObject,
  next: JsonObject,
): JsonObject {
  const { definition, subresource } = target;
  const { managedFields: _sent, ...sent } = metadataOf(next);
  const { managedFields: _live, ...liveMetadata } = live.metadata;
  const fixed = [
    "uid",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
  ];
  const metadata: JsonObject = {
    ...Object.fromEntries(
      Object.entries(sent).filter(([key]) => !fixed.includes(key)),
    ),
    ...Object.fromEntries(
      [...fixed, "name", "namespace", "resourceVersion", "generation"].flatMap(
        (key) =>
          liveMetadata[key] === undefined ? [] : [[key, liveMetadata[key]]],
      ),
    ),
  };
  const content = contentOf(next);
  if (subresource === "status") {
    return {
      ...contentOf(live),
      status: content.status,
      metadata: liveMetadata,
    };
  }
  const schema = schemaOf(definition.kind);
  const pruned = prune(schema ?? { type: "object" }, content);
  const { status, ...rest } = isJsonObject(pruned) ? pruned : {};
  const kept = definition.status ? live.status : status;
  const object: JsonObject = {
    metadata,
    ...withoutUndefined(rest),
    ...(kept === undefined ? {} : { status: kept }),
  };
  if (!definition.generation || !changesContent(live, object)) {
    return object;
  }
  return {
    ...object,
    metadata: { ...metadata, generation: (live.metadata.generation ?? 0) + 1 },
  };
}

function ownership(
  write: WriteRequest,
  live: StoredObject,
  next: JsonObject,
  object: JsonObject,
  now: string,
): ManagedEntry[] {
  const sent = metadataOf(next).managedFields;
  // An explicit empty list is how a client asks to forget all owners.
  const reset = Array.isArray(sent) && sent.length === 0;
  const entries = reset ? [] : decodeManagedFields(live.metadata.managedFields);
  return ownershipAfterUpdate(live, entries, object, updateManager(write), now);
}

function changesContent(live: StoredObject, object: JsonObject): boolean {
  const { status: _before, ...before } = contentOf(live);
  const { status: _after, ...after } = contentOf(object);
  return !isDeepStrictEqual(before, after);
}

function withoutUndefined(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  );
}
