import "server-only";
import { roundAgainstUs } from "@/lib/mesh/traffic/counts";
import type { Hub } from "@/lib/snapshot/hub";
import type { Window } from "./contract";
import type { MeshTraffic } from "./overview-contract";
import { ApiProblem } from "./problem";

/**
 * The course of all traffic as it crosses the border.
 * @throws ApiProblem "prometheus-down" where it could not be read
 */
export function toMeshTraffic(
  window: Window,
  reading: Awaited<ReturnType<Hub["meshTrend"]>>,
): MeshTraffic {
  if (reading.state === "failed") {
    const { message, remedy, upstream } = reading.problem;
    throw new ApiProblem("prometheus-down", message, remedy, upstream);
  }
  return {
    window,
    stepSeconds: reading.stepS,
    steps: reading.steps.map(({ endS, proxies, calls }) => ({
      endsAt: new Date(endS * 1_000).toISOString(),
      proxies,
      calls: calls && {
        requests: roundAgainstUs(calls.requests),
        connections: roundAgainstUs(calls.connections),
      },
    })),
    warnings: [...reading.warnings],
  };
}
