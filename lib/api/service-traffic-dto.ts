import "server-only";
import { roundAgainstUs } from "@/lib/mesh/traffic/counts";
import type { ServiceTrend } from "@/lib/snapshot/service-trend";
import type { Window } from "./contract";
import { ApiProblem } from "./problem";
import type { ServiceTraffic } from "./service-traffic-contract";

/**
 * The course of a service's traffic as it crosses the border.
 * @throws ApiProblem "service-unknown" without a trend, "prometheus-down" with a failed one
 */
export function toServiceTraffic(
  asked: {
    readonly namespace: string;
    readonly service: string;
    readonly window: Window;
  },
  trend: ServiceTrend | null,
): ServiceTraffic {
  if (!trend) {
    throw new ApiProblem(
      "service-unknown",
      `There is no service ${asked.service} in the namespace ${asked.namespace}.`,
      "Reload the matrix; it may have been renamed or removed.",
    );
  }
  const { workloads, reading } = trend;
  if (reading?.state === "failed") {
    const { message, remedy, upstream } = reading.problem;
    throw new ApiProblem("prometheus-down", message, remedy, upstream);
  }
  return {
    ...asked,
    workloads: [...workloads],
    stepSeconds: reading?.stepS ?? null,
    steps: (reading?.steps ?? []).map(({ endS, calls }) => ({
      endsAt: new Date(endS * 1_000).toISOString(),
      calls: calls && {
        requests: roundAgainstUs(calls.requests),
        connections: roundAgainstUs(calls.connections),
      },
    })),
    warnings: [...(reading?.warnings ?? [])],
  };
}
