import { z } from "zod";
import type { ObjectStore, StoredObject } from "@/lib/simulator/store";
import { optionsBody } from "./body";
import { selectObjects } from "./list";
import {
  badRequest,
  conflict,
  notFound,
  resourceDetails,
  type Status,
} from "./status";
import { requiredName, resourceName, type Target } from "./target";
import { isDryRun, type WriteRequest } from "./write-options";

const deleteOptions = z.object({
  dryRun: z.array(z.string()).default([]),
  preconditions: z
    .object({
      uid: z.string().optional(),
      resourceVersion: z.string().optional(),
    })
    .default({}),
});

/** Kinds whose deletion is answered with the object, because it is not gone at once. */
const answeredWithObject = new Set(["Namespace", "Pod"]);

/** Deletes one object. @throws StatusError 400, 404, 409. */
export async function deleteObject(
  write: WriteRequest,
): Promise<StoredObject | Status> {
  const { target, store } = write;
  const { dryRun, preconditions } = await readOptions(write);
  const live = store.get(
    target.definition.kind,
    target.namespace,
    requiredName(target),
  );
  if (live === undefined) {
    throw notFound(resourceName(target));
  }
  checkPreconditions(target, live, preconditions);
  const left = dryRun ? null : removeOrMark(live, target, write);
  if (left !== null) {
    return left;
  }
  return answeredWithObject.has(live.kind) ? live : success(target, live);
}

/** Deletes what the selectors select and answers with what it deleted. @throws StatusError 400. */
export async function deleteCollection(
  write: WriteRequest,
): Promise<StoredObject[]> {
  const { target, query, store } = write;
  const { dryRun } = await readOptions(write);
  const selected = [...selectObjects(target, query, store)];
  for (const live of dryRun ? [] : selected) {
    removeOrMark(live, target, write);
  }
  return selected;
}

async function readOptions({ request, query }: WriteRequest) {
  const parsed = deleteOptions.safeParse(await optionsBody(request));
  if (!parsed.success) {
    throw badRequest(
      "couldn't get version/kind; json parse error: not DeleteOptions",
    );
  }
  const dryRun = isDryRun(
    [...query.getAll("dryRun"), ...parsed.data.dryRun],
    "DeleteOptions",
  );
  return { dryRun, preconditions: parsed.data.preconditions };
}

function checkPreconditions(
  { definition: { kind, group } }: Target,
  { metadata }: StoredObject,
  preconditions: {
    uid?: string | undefined;
    resourceVersion?: string | undefined;
  },
): void {
  const { uid, resourceVersion } = preconditions;
  const target = { group, resource: kind, name: metadata.name };
  if (uid !== undefined && uid !== metadata.uid) {
    throw conflict(
      target,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (
    resourceVersion !== undefined &&
    resourceVersion !== metadata.resourceVersion
  ) {
    throw conflict(
      target,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}

/** The object when something still holds it, null when it is gone. */
function removeOrMark(
  live: StoredObject,
  target: Target,
  { store, now }: WriteRequest,
): StoredObject | null {
  const { finalizers } = live.metadata;
  if (live.kind === "Namespace") {
    return terminate(live, store, now);
  }
  if (!Array.isArray(finalizers) || finalizers.length === 0) {
    store.remove(live.kind, live.metadata.namespace, live.metadata.name);
    return null;
  }
  const generation = (live.metadata.generation ?? 0) + 1;
  return store.put({
    ...live,
    metadata: {
      ...live.metadata,
      ...(target.definition.generation ? { generation } : {}),
      deletionTimestamp: live.metadata.deletionTimestamp ?? now,
      deletionGracePeriodSeconds: 0,
    },
  });
}

/** A namespace is seen terminating first; then its content goes, and it follows. */
function terminate(
  live: StoredObject,
  store: ObjectStore,
  now: string,
): StoredObject {
  const terminating = store.put({
    ...live,
    metadata: { ...live.metadata, deletionTimestamp: now },
    status: { phase: "Terminating" },
  });
  setImmediate(() => {
    for (const object of store.inNamespace(live.metadata.name)) {
      store.remove(
        object.kind,
        object.metadata.namespace,
        object.metadata.name,
      );
    }
    store.remove("Namespace", undefined, live.metadata.name);
  });
  return terminating;
}

function success(target: Target, { metadata }: StoredObject): Status {
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    details: { ...resourceDetails(resourceName(target)), uid: metadata.uid },
  };
}
