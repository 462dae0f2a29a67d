import type { AttributionDto } from "@/lib/api/attribution-contract";
import { objectName } from "./caller-sentence";

type Candidate = AttributionDto["reasoning"]["told"][number];

/** Workloads with one cause and one remedy, said once. */
export interface CandidateGroup
  extends Pick<Candidate, "cause" | "object" | "remedy"> {
  readonly names: readonly string[];
}

/** In the order of the first of each group: the likeliest stay in front. */
export function candidateGroups(
  candidates: readonly Candidate[],
): readonly CandidateGroup[] {
  const groups = new Map<string, CandidateGroup>();
  for (const { workload, cause, object, remedy } of candidates) {
    const key = JSON.stringify([
      cause,
      remedy,
      isSelf(object, workload) ? null : object,
    ]);
    const names = [...(groups.get(key)?.names ?? []), objectName(workload)];
    groups.set(key, { names, cause, object, remedy });
  }
  return [...groups.values()];
}

/** A cause that points at the caller itself says the same of every caller. */
function isSelf(object: Candidate["object"], workload: Candidate["workload"]) {
  return object !== null && objectName(object) === objectName(workload);
}
