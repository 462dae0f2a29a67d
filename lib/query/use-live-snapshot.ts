"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keys } from "./keys";

export type LiveState = "connecting" | "live" | "polling";

const RECONNECT_MS = 5_000;

/**
 * Listens to GET /api/snapshot/stream and marks the snapshot stale on every `version` event.
 * `polling` means that the stream is gone and that the caller has to ask by itself.
 */
export function useLiveSnapshot(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;
    const refresh = oneAtATime(() =>
      client.invalidateQueries(
        { queryKey: keys.snapshots },
        { cancelRefetch: false },
      ),
    );

    const connect = () => {
      source = new EventSource("/api/snapshot/stream");
      source.addEventListener("open", () => setState("live"));
      source.addEventListener("version", () => {
        setState("live");
        refresh();
      });
      source.addEventListener("error", () => {
        setState("polling");
        // The browser reconnects by itself unless the answer was an HTTP error.
        if (source?.readyState === EventSource.CLOSED) {
          timer = setTimeout(connect, RECONNECT_MS);
        }
      });
    };

    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [client]);

  return state;
}

/** Events faster than answers must neither pile up nor cancel each other; the last one still counts. */
function oneAtATime(act: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    do {
      again = false;
      await act();
    } while (again);
    running = false;
  };
  return () => {
    again = true;
    if (!running) void run();
  };
}
