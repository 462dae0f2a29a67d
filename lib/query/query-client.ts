import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error";

const RETRIES = 2;

/** One client per browser tab (and per render on the server, where it stays empty). */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < RETRIES && mayPass(error),
        retryDelay: 500,
        // An unreachable localhost is no reason to wait for the network to come back.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** A described problem does not go away by asking again at once. */
function mayPass(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind !== "problem";
}
