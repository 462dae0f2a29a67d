import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { sendJson, sendText } from "@/lib/simulator/http";
import { authenticate, authorizePath } from "./access";
import { answerResource } from "./answer-resource";
import { answerPath } from "./general-paths";
import { GroupsWithoutUser, impersonate } from "./impersonation";
import type { KubernetesHandlerOptions } from "./options";
import { parseResourcePath } from "./request-path";
import { StatusError, unavailable } from "./status";
import { PathNotFound } from "./target";

export type HttpHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

/**
 * Answers /api, /apis, /version, /healthz, /readyz and /livez as a kube-apiserver does:
 *
 *     faults ─▶ authentication ─▶ impersonation ─▶ access ─▶ discovery | review | read | write
 *
 * Every failure becomes an answer; the returned promise rejects only when the connection breaks.
 */
export function createKubernetesHandler(
  options: KubernetesHandlerOptions,
): HttpHandler {
  return async (request, response) => {
    try {
      await answer(request, response, options);
    } catch (error) {
      await answerError(error, request, response);
    }
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: KubernetesHandlerOptions,
): Promise<void> {
  const { faults } = options;
  if (faults.delayMs > 0) {
    await delay(faults.delayMs);
  }
  if (faults.unavailable) {
    throw unavailable();
  }
  const url = new URL(request.url ?? "/", "http://simulator");
  const identity = impersonate(
    request,
    authenticate(request, options),
    options,
  );
  const path = parseResourcePath(url.pathname);
  if (path === null) {
    authorizePath(
      identity,
      (request.method ?? "GET").toLowerCase(),
      url.pathname,
    );
    await answerPath(request, response, url.pathname, options);
    return;
  }
  await answerResource({
    request,
    response,
    identity,
    path,
    query: url.searchParams,
    options,
  });
}

async function answerError(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof PathNotFound) {
    sendText(response, 404, `${error.message}\n`);
    return;
  }
  if (error instanceof GroupsWithoutUser) {
    sendText(
      response,
      500,
      `Internal Server Error: ${JSON.stringify(request.url)}: ${error.message}\n`,
    );
    return;
  }
  const { status } =
    error instanceof StatusError
      ? error
      : new StatusError(
          500,
          "InternalError",
          `Internal error occurred: ${String(error)}`,
        );
  if (status.details?.retryAfterSeconds !== undefined) {
    response.setHeader("Retry-After", String(status.details.retryAfterSeconds));
  }
  await sendJson(request, response, status.code ?? 500, [
    JSON.stringify(status),
  ]);
}
