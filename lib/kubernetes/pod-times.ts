import type { z } from "zod";
import type { Pod } from "@/lib/mesh/objects";
import type { podSchema } from "./core-schema";

export type PodTimes = Pick<Pod, "startedAtS" | "finishedAtS">;

type RawPod = z.output<typeof podSchema>;
type RawContainer = NonNullable<
  NonNullable<RawPod["status"]>["containerStatuses"]
>[number];

/** Shorter waits are those of any pod, and clocks differ by as much. */
const WAITED_S = 5;

/**
 * When a pod began and ended, where that is not what its creation and phase say already: of almost all pods
 * nothing is kept. The kubelet takes a pod on before it has an address (`status.startTime`); the last of its
 * containers to end is the last that could have called. A container of which nobody knows may still run.
 */
export function podTimes({ metadata, status }: RawPod): PodTimes | null {
  const createdS = secondsOf(metadata.creationTimestamp);
  const startedS = secondsOf(status?.startTime);
  const hasWaited = startedS - createdS > WAITED_S;
  const isOver = status?.phase === "Succeeded" || status?.phase === "Failed";
  const finishedS = isOver ? lastEnd(status) : Number.NaN;
  const hasEnd = finishedS >= createdS;
  if (!hasWaited && !hasEnd) return null;
  return {
    ...(hasWaited ? { startedAtS: startedS } : {}),
    ...(hasEnd ? { finishedAtS: finishedS } : {}),
  };
}

function lastEnd({
  containerStatuses,
  initContainerStatuses,
}: NonNullable<RawPod["status"]>): number {
  if (containerStatuses.length === 0) return Number.NaN;
  return Math.max(
    ...[...containerStatuses, ...initContainerStatuses].map(endOf),
  );
}

function endOf({ state }: RawContainer): number {
  return secondsOf(state?.terminated?.finishedAt);
}

/** NaN where there is none. */
function secondsOf(time: string | null | undefined): number {
  return Date.parse(time ?? "") / 1_000;
}
