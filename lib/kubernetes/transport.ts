import http, {
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";
import { createGunzip, constants as zlib } from "node:zlib";
import type { Credentials } from "./credentials";
import { KubernetesProblem } from "./problem";
import { timeoutProblem, transportProblem } from "./transport-problem";

/** Sockets to one API server, made for one set of credentials. */
export interface Transport {
  /** Resolves with the head of the answer, whatever its status. */
  send(request: OutgoingRequest): Promise<Answer>;
  close(): void;
}

export interface OutgoingRequest {
  readonly method: string;
  /** Path and query below the server's own path. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | null;
  readonly signal: AbortSignal | undefined;
  /** Until the head of the answer. */
  readonly timeoutMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** Decompressed. Must be read to its end or destroyed. */
  readonly content: Readable;
  destroy(): void;
}

/** Reads use kept-alive sockets; a write gets its own, so that a stale socket never leaves its outcome in doubt. */
export function createTransport(
  server: URL,
  credentials: Credentials,
): Transport {
  const secure = server.protocol === "https:";
  const options = secure ? credentials.tls : {};
  const { Agent: AgentOf } = secure ? https : http;
  const reading: Agent =
    credentials.proxyAgent ??
    new AgentOf({ ...options, keepAlive: true, timeout: 300_000 });
  const writing: Agent =
    credentials.proxyAgent ?? new AgentOf({ ...options, keepAlive: false });
  const base = server.pathname.replace(/\/$/, "");

  function attempt(request: OutgoingRequest): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = (secure ? https : http).request({
        protocol: server.protocol,
        hostname: server.hostname.replace(/^\[|\]$/g, ""),
        port: server.port || (secure ? 443 : 80),
        path: base + request.path,
        method: request.method,
        headers: { host: server.host, ...request.headers },
        agent: request.method === "GET" ? reading : writing,
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
      const timer = setTimeout(() => {
        outgoing.destroy(timeoutProblem(server.origin, request.timeoutMs));
      }, request.timeoutMs);
      outgoing.on("response", (message) => {
        clearTimeout(timer);
        resolve(toAnswer(message));
      });
      outgoing.on("error", (error) => {
        clearTimeout(timer);
        reject(new SendError(error, outgoing.reusedSocket));
      });
      outgoing.end(request.body ?? undefined);
    });
  }

  async function send(request: OutgoingRequest): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(request);
      } catch (error) {
        request.signal?.throwIfAborted();
        const { reason, onReusedSocket } = asSendError(error);
        // The server may have closed an idle socket just as we picked it.
        if (onReusedSocket && request.method === "GET" && tries === 1) {
          continue;
        }
        throw reason instanceof KubernetesProblem
          ? reason
          : transportProblem(reason, server.origin);
      }
    }
  }

  return {
    send,
    close() {
      reading.destroy();
      writing.destroy();
    },
  };
}

/** Unpacking goes through another thread chunk by chunk, and lists are long. */
const UNPACKED_CHUNK_BYTES = 64 * 1024;

class SendError extends Error {
  constructor(
    readonly reason: unknown,
    readonly onReusedSocket: boolean,
  ) {
    super("send failed");
  }
}

function asSendError(error: unknown): SendError {
  return error instanceof SendError ? error : new SendError(error, false);
}

function toAnswer(message: IncomingMessage): Answer {
  const isGzip = message.headers["content-encoding"] === "gzip";
  // Sync flush: a cut stream ends in what was there and not in an error of the decoder.
  const content = isGzip
    ? message.pipe(
        createGunzip({
          finishFlush: zlib.Z_SYNC_FLUSH,
          chunkSize: UNPACKED_CHUNK_BYTES,
        }),
      )
    : message;
  if (isGzip) {
    message.on("error", (error) => content.destroy(error));
    content.on("close", () => message.destroy());
  }
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    content,
    destroy: () => {
      message.destroy();
      content.destroy();
    },
  };
}
