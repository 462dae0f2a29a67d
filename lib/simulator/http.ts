import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

const gzipFromBytes = 1024;
const chunkCharacters = 256 * 1024;

/** A request body over the limit. */
export class BodyTooLarge extends Error {
  constructor(readonly limitBytes: number) {
    super(`the body is larger than ${limitBytes} bytes`);
    this.name = "BodyTooLarge";
  }
}

/**
 * The whole body as UTF-8 text.
 * @throws BodyTooLarge, and whatever the connection throws when it breaks.
 */
export async function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += buffer.length;
    if (bytes > limitBytes) {
      throw new BodyTooLarge(limitBytes);
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** One JSON answer from already serialised text, gzipped when that is welcome and worth it. */
export async function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  statusCode: number,
  parts: readonly string[],
): Promise<void> {
  response.statusCode = statusCode;
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Cache-Control", "no-cache, private");
  const characters = parts.reduce((sum, part) => sum + part.length, 0);
  if (characters < gzipFromBytes) {
    response.end(parts.join(""));
    return;
  }
  const source = Readable.from(inChunks(parts), { objectMode: true });
  if (!acceptsGzip(request)) {
    await pipeline(source, response);
    return;
  }
  response.setHeader("Content-Encoding", "gzip");
  response.setHeader("Vary", "Accept-Encoding");
  await pipeline(source, createGzip({ level: 1 }), response);
}

export function sendText(
  response: ServerResponse,
  statusCode: number,
  text: string,
  contentType = "text/plain; charset=utf-8",
  /** Ends in the middle of a line, or of a character, where it has to. */
  limitBytes: number | null = null,
): void {
  response.statusCode = statusCode;
  response.setHeader("Content-Type", contentType);
  response.end(
    limitBytes === null ? text : Buffer.from(text).subarray(0, limitBytes),
  );
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
}

/** A list of 50,000 pods is too long for one string and too many for one write each. */
function* inChunks(parts: readonly string[]): Generator<Buffer> {
  let pending: string[] = [];
  let characters = 0;
  for (const part of parts) {
    pending.push(part);
    characters += part.length;
    if (characters >= chunkCharacters) {
      yield Buffer.from(pending.join(""));
      pending = [];
      characters = 0;
    }
  }
  yield Buffer.from(pending.join(""));
}
