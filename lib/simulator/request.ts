import type { IncomingMessage } from "node:http";

const bodyLimitBytes = 4 * 1024 * 1024;

class RequestTooLarge extends Error {}

/** The whole body as text. @throws RequestTooLarge beyond 4 MiB */
export async function requestText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += buffer.length;
    if (bytes > bodyLimitBytes) {
      throw new RequestTooLarge("request body too large");
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Parameters from the query string and, for POST, from the form in the body. */
export async function requestForm(
  request: IncomingMessage,
): Promise<URLSearchParams> {
  const url = new URL(request.url ?? "/", "http://simulator.invalid");
  const parameters = new URLSearchParams(url.searchParams);
  if (request.method === "POST") {
    const form = new URLSearchParams(await requestText(request));
    for (const [name, value] of form) {
      parameters.append(name, value);
    }
  }
  return parameters;
}
