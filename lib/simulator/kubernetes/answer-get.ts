import { sendJson, sendText } from "@/lib/simulator/http";
import type { ResourceRequest } from "./resource-request";
import { serialise } from "./serialise";
import { badRequest, notFound } from "./status";
import { requiredName, resourceName, type Target } from "./target";

/** One object, or a pod's log. @throws StatusError 400, 404. */
export async function answerGet(
  { request, response, query, options }: ResourceRequest,
  target: Target,
) {
  const object = options.store.get(
    target.definition.kind,
    target.namespace,
    requiredName(target),
  );
  if (object === undefined) {
    throw notFound(resourceName(target));
  }
  if (target.subresource !== "log") {
    await sendJson(request, response, 200, [
      serialise(object, target.apiVersion),
    ]);
    return;
  }
  if (options.podLog === undefined) {
    response.writeHead(204).end();
    return;
  }
  const container = query.get("container");
  const { namespace = "", name } = object.metadata;
  const log = options.podLog({ namespace, pod: name, container, query });
  if (log === null) {
    throw badRequest(
      `container ${container ?? ""} is not valid for pod ${name}`,
    );
  }
  sendText(response, 200, log);
}
