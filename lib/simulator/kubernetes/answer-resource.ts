import { sendJson } from "@/lib/simulator/http";
import { authorizeResource } from "./access";
import { answerGet } from "./answer-get";
import { answerWrite } from "./answer-write";
import { optionsBody } from "./body";
import { answerList } from "./list";
import type { ResourceRequest } from "./resource-request";
import { review, reviewKinds } from "./reviews";
import { selectedName } from "./selector";
import { methodNotAllowed } from "./status";
import { PathNotFound, resolveTarget } from "./target";
import { type Verb, verbOf } from "./verb";
import { answerWatch } from "./watch";

const defaultBookmarkIntervalMs = 60_000;

/** One request for a resource: who may, then what. @throws StatusError, PathNotFound. */
export async function answerResource(incoming: ResourceRequest): Promise<void> {
  const { request, identity, path, query, options } = incoming;
  const verb = verbOf(request.method ?? "GET", path, query);
  const name =
    path.name ??
    (verb === "list" || verb === "watch"
      ? selectedName(query.get("fieldSelector"))
      : undefined);
  authorizeResource(identity, { ...path, name, verb }, options);
  if (path.group === "authorization.k8s.io") {
    await answerReview(incoming, verb);
    return;
  }
  const target = resolveTarget(path, options);
  switch (verb) {
    case "list":
      return await answerList(
        request,
        incoming.response,
        target,
        query,
        options.store,
      );
    case "watch":
      return answerWatch({
        ...options,
        response: incoming.response,
        target,
        query,
        bookmarkIntervalMs:
          options.bookmarkIntervalMs ?? defaultBookmarkIntervalMs,
      });
    case "get":
      return await answerGet(incoming, target);
    default:
      return await answerWrite(incoming, target, verb);
  }
}

async function answerReview(
  { request, response, path, identity, options }: ResourceRequest,
  verb: Verb,
) {
  if (reviewKinds[path.resource] === undefined || path.version !== "v1") {
    throw new PathNotFound();
  }
  if (verb !== "create") {
    throw methodNotAllowed();
  }
  const answer = review(
    path.resource,
    await optionsBody(request),
    identity,
    options,
  );
  await sendJson(request, response, 201, [JSON.stringify(answer)]);
}
