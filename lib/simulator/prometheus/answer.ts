import type { ServerResponse } from "node:http";

export type ErrorType =
  | "bad_data"
  | "execution"
  | "timeout"
  | "internal"
  | "unavailable"
  | "not_found";

const statusOf: Readonly<Record<ErrorType, number>> = {
  bad_data: 400,
  execution: 422,
  timeout: 503,
  internal: 500,
  unavailable: 503,
  not_found: 404,
};

/** Prometheus' envelope of a good answer. */
export function sendData(
  response: ServerResponse,
  data: unknown,
  warnings: readonly string[],
): void {
  const body = {
    status: "success",
    data,
    ...(warnings.length === 0 ? {} : { warnings }),
  };
  send(response, 200, "application/json", JSON.stringify(body));
}

/** Prometheus' envelope of a refusal. */
export function sendError(
  response: ServerResponse,
  errorType: ErrorType,
  error: string,
): void {
  const body = { status: "error", errorType, error };
  send(response, statusOf[errorType], "application/json", JSON.stringify(body));
}

export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
): void {
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
