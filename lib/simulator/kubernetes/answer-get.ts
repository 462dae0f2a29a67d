import { sendJson } from "@/lib/simulator/http";
import { answerPodLog } from "./pod-log";
import type { ResourceRequest } from "./resource-request";
import { serialise } from "./serialise";
import { notFound } from "./status";
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
  answerPodLog({ response, query, options }, object);
}
