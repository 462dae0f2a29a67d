import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson, sendText } from "@/lib/simulator/http";
import {
  apiGroup,
  coreVersions,
  groupList,
  resourceList,
  serverVersion,
} from "./discovery";
import type { KubernetesHandlerOptions } from "./options";
import { servedResources } from "./resources";
import { methodNotAllowed } from "./status";
import { PathNotFound } from "./target";

const healthPath = /^\/(healthz|livez|readyz)(\/|$)/;

/** Health, version and discovery. @throws StatusError 405, PathNotFound. */
export async function answerPath(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  options: KubernetesHandlerOptions,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    throw methodNotAllowed();
  }
  if (healthPath.test(pathname)) {
    sendText(response, 200, "ok");
    return;
  }
  const document = discoveryDocument(pathname, request, options);
  if (document === null) {
    throw new PathNotFound();
  }
  await sendJson(request, response, 200, [JSON.stringify(document)]);
}

function discoveryDocument(
  pathname: string,
  request: IncomingMessage,
  options: KubernetesHandlerOptions,
): object | null {
  const served = servedResources(options);
  const [root, first, second, ...more] = pathname
    .split("/")
    .filter((part) => part !== "");
  if (more.length > 0) {
    return null;
  }
  if (root === "version" && first === undefined) {
    return serverVersion;
  }
  if (root === "api") {
    return first === undefined
      ? coreVersions(request.headers.host ?? "")
      : resourceList(served, "", first);
  }
  if (root !== "apis") {
    return null;
  }
  if (first === undefined) {
    return groupList(served);
  }
  return second === undefined
    ? apiGroup(served, first)
    : resourceList(served, first, second);
}
