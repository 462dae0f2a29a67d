import "server-only";

/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

const open = streams();

/**
 * Server-sent events. `start` is given `send` and returns how to stop; it is stopped when the
 * client goes, or when the process is about to end.
 */
export function eventStream(
  request: Request,
  start: (send: (event: string, data: unknown) => void) => () => void,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let stop: (() => void) | null = null;
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const heartbeat = setInterval(() => write(": alive\n\n"), HEARTBEAT_MS);
      const close = () => {
        if (!open.delete(close)) return;
        clearInterval(heartbeat);
        stop?.();
        controller.close();
      };
      open.add(close);
      stop = start((event, data) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      );
      request.signal.addEventListener("abort", close, { once: true });
      if (request.signal.aborted) close();
    },
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
