import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

/** Most of an answer we are willing to hold, after unpacking. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

export class BodyTooLargeError extends Error {
  constructor() {
    super(
      `The answer is larger than ${MAX_BODY_BYTES / 1024 / 1024} MiB and was not read to its end.`,
    );
  }
}

/**
 * The text of a response, unpacked if it is gzipped.
 * @throws BodyTooLargeError past the cap, or whatever the connection fails with
 */
export async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return;
      chunks.push(chunk);
    }
  };
  try {
    await (response.headers["content-encoding"] === "gzip"
      ? pipeline(response, createGunzip(), collect)
      : pipeline(response, collect));
  } catch (error) {
    // Leaving early breaks the pipeline, which then complains of that.
    if (bytes <= MAX_BODY_BYTES) throw error;
  }
  if (bytes > MAX_BODY_BYTES) throw new BodyTooLargeError();
  return Buffer.concat(chunks).toString("utf8");
}
