import { randomBytes, randomUUID } from "node:crypto";
import type { ObjectStore, StoredObject } from "@/lib/simulator/store";
import { admit } from "./admission";
import type { JsonObject } from "./compare";
import {
  checkKind,
  checkPlace,
  contentOf,
  metadataOf,
  nameOf,
} from "./identity";
import { schemaOf } from "./istio-schemas";
import {
  encodeManagedFields,
  type ManagedEntry,
  ownershipAfterUpdate,
} from "./managed-fields";
import { prune } from "./schema";
import { alreadyExists, badRequest, notFound, StatusError } from "./status";
import { resourceName, type Target } from "./target";
import {
  checkUnknownFields,
  updateManager,
  type WriteRequest,
} from "./write-options";

/**
 * Creates an object and stores it unless this is a dry run.
 * @throws StatusError 400, 403 (namespace is terminating), 404 (namespace), 409, 422.
 */
export function createObject(
  write: WriteRequest,
  body: JsonObject,
  dryRun: boolean,
  applied: readonly ManagedEntry[] | null = null,
): StoredObject {
  const { target, store, now } = write;
  const { definition, apiVersion } = target;
  checkKind(target, body);
  checkPlace(target, body);
  checkNamespace(target, nameOf(body), store);
  if (applied === null && metadataOf(body).resourceVersion !== undefined) {
    throw new StatusError(
      500,
      undefined,
      "resourceVersion should not be set on objects to be created",
    );
  }
  checkUnknownFields(write, body);
  const object = withDefaults(target, body, now);
  const name = nameOf(object);
  admit(target, object);
  if (store.get(definition.kind, target.namespace, name) !== undefined) {
    throw alreadyExists(resourceName(target, name));
  }
  const entries =
    applied ??
    ownershipAfterUpdate(null, [], object, updateManager(write), now);
  const managedFields = encodeManagedFields(entries);
  const {
    resourceVersion: _rv,
    managedFields: _sent,
    ...metadata
  } = metadataOf(object);
  const complete: StoredObject = {
    ...object,
    kind: definition.kind,
    apiVersion,
    metadata: {
      ...metadata,
      name,
      ...(managedFields.length === 0 ? {} : { managedFields }),
      uid: randomUUID(),
      creationTimestamp: now,
      resourceVersion: "",
    },
  };
  if (!dryRun) {
    return store.put(complete);
  }
  const { resourceVersion: _none, ...shown } = complete.metadata;
  return { ...complete, metadata: { ...shown, resourceVersion: "" } };
}

function checkNamespace(
  { namespace, definition }: Target,
  name: string,
  store: ObjectStore,
): void {
  if (!definition.namespaced) {
    return;
  }
  if (namespace === undefined) {
    throw badRequest("an empty namespace may not be set during creation");
  }
  const found = store.get("Namespace", undefined, namespace);
  if (found === undefined) {
    throw notFound({ group: "", resource: "namespaces", name: namespace });
  }
  if (found.metadata.deletionTimestamp === undefined) {
    return;
  }
  const { group, plural } = definition;
  const resource = group === "" ? plural : `${plural}.${group}`;
  throw new StatusError(
    403,
    "Forbidden",
    `${resource} ${JSON.stringify(name)} is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
    {
      name,
      ...(group === "" ? {} : { group }),
      kind: plural,
      causes: [
        {
          reason: "NamespaceTerminating",
          message: `namespace ${namespace} is being terminated`,
          field: "metadata.namespace",
        },
      ],
    },
  );
}

function withDefaults(
  target: Target,
  body: JsonObject,
  now: string,
): JsonObject {
  const { definition, namespace } = target;
  const sent = metadataOf(body);
  const generateName = String(sent.generateName ?? "");
  const generated =
    generateName === ""
      ? ""
      : `${generateName}${randomBytes(4).toString("hex").slice(0, 5)}`;
  const name = nameOf(body) || generated;
  const { status: _status, ...content } = body;
  const schema = schemaOf(definition.kind);
  const pruned = prune(schema ?? { type: "object" }, contentOf(content));
  const labels =
    definition.kind === "Namespace"
      ? {
          labels: {
            ...asObject(sent.labels),
            "kubernetes.io/metadata.name": name,
          },
        }
      : {};
  return {
    kind: definition.kind,
    apiVersion: target.apiVersion,
    metadata: {
      ...sent,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      creationTimestamp: now,
      ...(definition.generation ? { generation: 1 } : {}),
      ...labels,
    },
    ...asObject(pruned),
    ...(definition.status
      ? firstStatus(definition.kind)
      : asObject({ status: body.status })),
  };
}

function firstStatus(kind: string): JsonObject {
  switch (kind) {
    case "Namespace":
      return {
        spec: { finalizers: ["kubernetes"] },
        status: { phase: "Active" },
      };
    case "Pod":
      return { status: { phase: "Pending" } };
    case "Service":
      return { status: { loadBalancer: {} } };
    default:
      return {};
  }
}

function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).filter(([, child]) => child !== undefined),
      )
    : {};
}
