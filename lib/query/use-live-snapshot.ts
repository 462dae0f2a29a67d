"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { Window } from "@/lib/api/contract";
import { applyChange } from "./apply-change";
import { readUpTo } from "./read-up-to";
import { snapshotStreamUrl } from "./snapshot-url";
import { useRefreshPause } from "./use-refresh-pause";

export type LiveState = "connecting" | "live" | "polling" | "paused";

const RECONNECT_MS = 5_000;

/**
 * Listens to GET /api/snapshot/stream for one window, anew where the window changes. A `change` is made in the
 * snapshot that is there, if it is of that one; after a `version` event of another snapshot, and wherever a change does
 * not fit, the snapshot is read anew.
 * `polling` means that the stream is gone and that the caller has to ask by itself. `paused`: there is no
 * stream by intent (`refresh-pause.ts`), and nothing is asked until it is over; then everything at once.
 */
export function useLiveSnapshot(window: Window): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const paused = useRefreshPause() !== null;
  const wasPaused = useRef(false);

  useEffect(() => {
    if (paused) {
      wasPaused.current = true;
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;
    let told: string | null = null;
    const refresh = oneAtATime(() => readUpTo(client, window, told));

    const connect = () => {
      source = new EventSource(snapshotStreamUrl(window));
      source.addEventListener("open", () => setState("live"));
      source.addEventListener("version", ({ data }) => {
        setState("live");
        told = versionOf(data);
        refresh();
      });
      source.addEventListener("change", ({ data }) => {
        setState("live");
        told = versionOf(data);
        if (!applyChange(client, window, data)) refresh();
      });
      source.addEventListener("error", () => {
        setState("polling");
        // The browser reconnects by itself unless the answer was an HTTP error.
        if (source?.readyState === EventSource.CLOSED) {
          timer = setTimeout(connect, RECONNECT_MS);
        }
      });
    };

    setState("connecting");
    connect();
    // Not left to the stream, which may not come back.
    if (wasPaused.current) refresh();
    wasPaused.current = false;
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [client, window, paused]);

  return paused ? "paused" : state;
}

const toldSchema = z.object({ version: z.string() });

/** Of either event; null = it is not understood. */
function versionOf(text: unknown): string | null {
  try {
    return toldSchema.parse(JSON.parse(String(text))).version;
  } catch {
    return null;
  }
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
