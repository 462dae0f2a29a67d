import type { QueryClient } from "@tanstack/react-query";
import type { Snapshot, Window } from "@/lib/api/contract";
import { keys } from "./keys";

/**
 * Reads the snapshots on the page until the window's is the one that was told of, or a later one. An answer under
 * way may have been made before it was told: it is waited for, and asked for again where it was.
 *
 * @param told a version; null = whatever there is now
 */
export async function readUpTo(
  client: QueryClient,
  window: Window,
  told: string | null,
): Promise<void> {
  const queryKey = keys.snapshot(window);
  const isShown = () => {
    const state = client.getQueryState<Snapshot>(queryKey);
    return (
      told !== null &&
      state?.status === "success" &&
      state.data?.version === told
    );
  };
  const read = () =>
    client.invalidateQueries(
      { queryKey: keys.snapshots },
      { cancelRefetch: false },
    );
  if (isShown()) return;
  const mayBeOlder = client.isFetching({ queryKey }) > 0;
  await read();
  if (mayBeOlder && !isShown()) await read();
}
