import "server-only";
import { ApiProblem } from "./problem";

/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

/** More viewers than this are told to poll; each stream holds a socket and a timer. */
const MAX_STREAMS = 500;

/** What waits for a viewer who reads slowly, in bytes; beyond it, only the last event is kept for them. */
const WAITING_BYTES = 65_536;

const open = streams();

/**
 * Server-sent events. `start` is given `send` and returns how to stop; it is stopped when the
 * client goes, or when the process is about to end. What it throws is thrown here.
 *
 * Whoever reads too slowly misses events, but never the last: it is sent as soon as there is room. Whoever reads
 * nothing from one sign of life to the next is let go.
 */
export function eventStream(
  request: Request,
  start: (send: (event: string, data: object) => void) => () => void,
): Response {
  if (open.size >= MAX_STREAMS) {
    throw new ApiProblem(
      "starting",
      "Too many pages listen already.",
      "The page goes on by asking every few seconds.",
    );
  }
  let close = () => {};
  let missed: Uint8Array | null = null;
  let isReading = true;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start(controller) {
      let stop: (() => void) | null = null;
      const heartbeat = setInterval(() => {
        if (hasRoom(controller)) controller.enqueue(ALIVE);
        else if (isReading) isReading = false;
        else close();
      }, HEARTBEAT_MS);
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
        stop = start((event, data) => {
          if (!open.has(close)) return;
          const frame = frameOf(event, data);
          const fits = hasRoom(controller);
          if (fits) controller.enqueue(frame);
          missed = fits ? null : frame;
        });
      } catch (error) {
        // Thrown on to the caller, who answers with it; nothing of the stream may stay behind.
        close();
        throw error;
      }
      request.signal.addEventListener("abort", close, { once: true });
      if (request.signal.aborted) close();
    },
    // Called whenever the viewer has read enough for more to fit.
    pull(controller) {
      isReading = true;
      if (missed === null || !open.has(close)) return;
      controller.enqueue(missed);
      missed = null;
    },
    cancel: () => close(),
  };
  const body = new ReadableStream(
    source,
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_BYTES }),
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function hasRoom({
  desiredSize,
}: ReadableStreamDefaultController<Uint8Array>): boolean {
  return desiredSize !== null && desiredSize > 0;
}

const encoder = new TextEncoder();
const ALIVE = encoder.encode(": alive\n\n");

/** What many viewers are sent is written once. */
const frames = new WeakMap<
  object,
  { readonly event: string; readonly frame: Uint8Array }
>();

function frameOf(event: string, data: object): Uint8Array {
  const known = frames.get(data);
  if (known?.event === event) return known.frame;
  const frame = encoder.encode(
    `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
  );
  frames.set(data, { event, frame });
  return frame;
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
