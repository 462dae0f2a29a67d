import {
  keepPreviousData,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";
import type { Snapshot, Window } from "@/lib/api/contract";
import { snapshotSchema } from "@/lib/api/snapshot-wire";
import { problemCode } from "./api-error";
import { keys } from "./keys";
import { refreshPause } from "./refresh-pause";
import { request } from "./request";
import { snapshotUrl } from "./snapshot-url";

/** How often we ask where no stream tells us. */
const POLL_INTERVAL_MS = 5_000;
/** How often we ask in spite of a stream: a proxy may swallow events without closing. */
const SAFETY_INTERVAL_MS = 60_000;
const STARTING_INTERVAL_MS = 1_000;

/**
 * GET /api/snapshot. The browser's cache revalidates with the ETag by itself.
 * @throws {ApiError}
 */
function fetchSnapshot(window: Window, signal: AbortSignal): Promise<Snapshot> {
  return request(snapshotUrl(window), snapshotSchema, {
    cache: "no-cache",
    signal,
  });
}

/** @param live whether `version` events arrive; without them the answer is asked for by the clock. */
function snapshotQueryOptions(window: Window, live: boolean) {
  return queryOptions({
    queryKey: keys.snapshot(window),
    queryFn: ({ signal }) => fetchSnapshot(window, signal),
    // While another window loads, the figures of the last one stay, and the page says whose they are.
    placeholderData: keepPreviousData,
    // Comparing ten thousand lines value by value costs more than drawing those in view.
    structuralSharing: false,
    refetchInterval: ({ state }) => {
      if (refreshPause.reason() !== null) return false;
      if (problemCode(state.error) === "starting") return STARTING_INTERVAL_MS;
      const healthy = live && state.status === "success";
      return healthy ? SAFETY_INTERVAL_MS : POLL_INTERVAL_MS;
    },
  });
}

export function useSnapshot(window: Window, live: boolean) {
  return useQuery(snapshotQueryOptions(window, live));
}
