import type { Edge } from "./edge";

/** Nothing that shows in a counter differs. */
export function sameCourse(left: Edge, right: Edge): boolean {
  return (
    left.ratePerMs === right.ratePerMs &&
    left.outcome.kind === right.outcome.kind &&
    left.outcome.wire === right.outcome.wire &&
    (left.outcome.kind !== "refused" ||
      right.outcome.kind !== "refused" ||
      left.outcome.flag === right.outcome.flag) &&
    left.server === right.server &&
    left.client.pod === right.client.pod &&
    left.path.clientZtunnel === right.path.clientZtunnel &&
    left.path.waypoint === right.path.waypoint &&
    left.path.serverZtunnel === right.path.serverZtunnel &&
    left.blamed?.name === right.blamed?.name &&
    left.shape === right.shape
  );
}
