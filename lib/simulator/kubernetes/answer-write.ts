import { sendJson } from "@/lib/simulator/http";
import type { StoredObject } from "@/lib/simulator/store";
import { objectBody } from "./body";
import { createObject } from "./create";
import { deleteCollection, deleteObject } from "./delete";
import { metadataOf } from "./identity";
import { patchObject } from "./patch";
import type { ResourceRequest } from "./resource-request";
import { serialise } from "./serialise";
import { invalid, methodNotAllowed, notFound, type Status } from "./status";
import { requiredName, resourceName, type Target } from "./target";
import { timestampSeconds } from "./timestamp";
import { updateObject } from "./update";
import type { Verb } from "./verb";
import { isDryRun, type WriteRequest } from "./write-options";

/** Whatever changes something. @throws StatusError as each verb does. */
export async function answerWrite(
  incoming: ResourceRequest,
  target: Target,
  verb: Verb,
): Promise<void> {
  const { request, response, query, options } = incoming;
  const now = timestampSeconds(options.clock.nowMs());
  const write: WriteRequest = {
    request,
    response,
    target,
    query,
    store: options.store,
    now,
  };
  const send = async (code: number, object: StoredObject | Status) =>
    await sendJson(request, response, code, [bodyOf(object, target)]);
  switch (verb) {
    case "create": {
      const dryRun = isDryRun(query.getAll("dryRun"), "CreateOptions");
      if (target.name !== undefined) {
        throw methodNotAllowed();
      }
      return await send(
        201,
        createObject(
          write,
          await objectBody(request, target.definition.kind),
          dryRun,
        ),
      );
    }
    case "update":
      return await send(200, await replaceObject(write));
    case "patch": {
      const { object, created } = await patchObject(write);
      return await send(created ? 201 : 200, object);
    }
    case "delete":
      return await send(200, await deleteObject(write));
    case "deletecollection": {
      const deleted = await deleteCollection(write);
      const items = deleted
        .map((object) => serialise(object, target.apiVersion))
        .join(",");
      const head = `"kind":"${target.definition.kind}List","apiVersion":"${target.apiVersion}"`;
      const metadata = JSON.stringify({
        ...(target.definition.custom ? { continue: "" } : {}),
        resourceVersion: String(options.store.revision()),
      });
      return await sendJson(request, response, 200, [
        `{${head},"metadata":${metadata},"items":[${items}]}`,
      ]);
    }
    default:
      throw methodNotAllowed();
  }
}

async function replaceObject(write: WriteRequest): Promise<StoredObject> {
  const { request, query, target, store } = write;
  const { kind, custom, plural, group } = target.definition;
  const name = requiredName(target);
  const dryRun = isDryRun(query.getAll("dryRun"), "UpdateOptions");
  const next = await objectBody(request, kind);
  const live = store.get(kind, target.namespace, name);
  if (live === undefined) {
    throw notFound(resourceName(target));
  }
  // Built-in kinds may be overwritten blindly; custom resources may not.
  if (custom && !metadataOf(next).resourceVersion) {
    const message = "Invalid value: 0: must be specified for an update";
    throw invalid(plural, group, name, [
      {
        reason: "FieldValueInvalid",
        message,
        field: "metadata.resourceVersion",
      },
    ]);
  }
  return updateObject(write, live, next, dryRun);
}

function bodyOf(object: StoredObject | Status, { apiVersion }: Target): string {
  if (object.kind === "Status") {
    return JSON.stringify(object);
  }
  // A dry run creates nothing, so there is no version to show.
  const { resourceVersion, ...metadata } = object.metadata;
  const shown = resourceVersion === "" ? metadata : object.metadata;
  return JSON.stringify({ ...object, apiVersion, metadata: shown });
}
