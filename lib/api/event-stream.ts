import "server-only";
import { ApiProblem } from "./problem";

/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

/** More viewers than this are told to poll; each stream holds a socket and a timer. */
const MAX_STREAMS = 500;

const open = streams();

/**
 * Server-sent events. `start` is given `send` and returns how to stop; it is stopped when the
 * client goes, or when the process is about to end. What it throws is thrown here.
 */
export function eventStream(
  request: Request,
  start: (send: (event: string, data: unknown) => void) => () => void,
): Response {
  if (open.size >= MAX_STREAMS) {
    throw new ApiProblem(
      "starting",
      "Too many pages listen already.",
      "The page goes on by asking every few seconds.",
    );
  }
  const encoder = new TextEncoder();
  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let stop: (() => void) | null = null;
      const write = (text: string) => {
        if (open.has(close)) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => write(": alive\n\n"), HEARTBEAT_MS);
      close = () => {
        if (!open.delete(close)) return;
        clearInterval(heartbeat);
        stop?.();
        try {
          controller.close();
        } catch {
          // The reader cancelled first; the stream is closed already.
        }
      };
      open.add(close);
      try {
        stop = start((event, data) =>
          write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
        );
      } catch (error) {
        // Thrown on to the caller, who answers with it; nothing of the stream may stay behind.
        close();
        throw error;
      }
      request.signal.addEventListener("abort", close, { once: true });
      if (request.signal.aborted) close();
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** An open stream would keep the server from ending. */
export function closeEventStreams(): void {
  for (const close of [...open]) close();
}

/** On globalThis, because instrumentation and routes do not share modules. */
function streams(): Set<() => void> {
  const key = Symbol.for("lockstep.event-streams");
  const store = globalThis as { [key]?: Set<() => void> };
  store[key] ??= new Set();
  return store[key];
}
