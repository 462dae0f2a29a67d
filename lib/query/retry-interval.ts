import type { QueryState } from "@tanstack/react-query";
import { problemCode } from "./api-error";

const STARTING_INTERVAL_MS = 1_000;
const FAILED_INTERVAL_MS = 5_000;

/** When to ask again what has no answer yet; false = there is one, and news of the next come by themselves. */
export function retryIntervalMs({
  error,
  status,
}: Pick<QueryState<unknown>, "error" | "status">): number | false {
  if (problemCode(error) === "starting") return STARTING_INTERVAL_MS;
  return status === "error" ? FAILED_INTERVAL_MS : false;
}
