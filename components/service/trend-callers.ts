/** Whose calls the chart of a service can show. Pure. */

import type { Caller } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { callerRows } from "./caller-rows";

export interface TrendCaller {
  /** For the address, e.g. "bar/sleep"; "/" is the callers without a name. */
  readonly key: string;
  readonly namespace: string | null;
  readonly workload: string | null;
}

/** Each name once, in the order of the table; several identities of one workload are one. */
export function trendCallers(row: ServiceDetail): readonly TrendCaller[] {
  const callers = callerRows(row, true)
    .map(({ caller }) => caller)
    // A namespace without a workload is none that Prometheus could be asked for.
    .filter(
      ({ namespace, workload }) => (namespace === null) === (workload === null),
    )
    .map(({ namespace, workload }) => ({
      key: callerKey({ namespace, workload }),
      namespace,
      workload,
    }));
  return [...new Map(callers.map((caller) => [caller.key, caller])).values()];
}

export function callerKey({
  namespace,
  workload,
}: Pick<Caller, "namespace" | "workload">): string {
  return `${namespace ?? ""}/${workload ?? ""}`;
}
