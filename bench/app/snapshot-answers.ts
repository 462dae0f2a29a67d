import { request } from "node:http";

export interface SnapshotAnswers {
  /** Compressed, as it travels. */
  readonly bytes: number;
  /** Median of the answers of a warm server that say "unchanged", milliseconds. */
  readonly unchangedMs: number;
}

const TIMES = 41;
/** A server runs for months; its first hundred answers are compiled on the way. */
const WARM_UP = 200;

/** `GET /api/snapshot` once whole, and again and again with its ETag. */
export async function snapshotAnswers(url: string): Promise<SnapshotAnswers> {
  const address = `${url}/api/snapshot?window=1h`;
  const whole = await get(address, null);
  const times: number[] = [];
  for (let turn = 0; turn < WARM_UP + TIMES; turn += 1) {
    const startedMs = performance.now();
    const again = await get(address, whole.etag);
    // Telemetry is read every few seconds: an answer that brings news is no answer to this question.
    if (again.status !== 304) whole.etag = again.etag;
    else if (turn >= WARM_UP) times.push(performance.now() - startedMs);
  }
  times.sort((a, b) => a - b);
  return {
    bytes: whole.bytes,
    unchangedMs: times[Math.floor(times.length / 2)] ?? Number.NaN,
  };
}

interface Answer {
  status: number;
  etag: string | null;
  bytes: number;
}

/** Not `fetch`, which would unpack the body and hide its size. */
export function get(address: string, etag: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(
      address,
      {
        headers: {
          "accept-encoding": "gzip, br",
          ...(etag === null ? {} : { "if-none-match": etag }),
        },
      },
      (answer) => {
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
        });
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            etag: answer.headers.etag ?? null,
            bytes,
          }),
        );
      },
    );
    call.on("error", reject);
    call.end();
  });
}
