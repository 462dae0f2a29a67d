import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import type { PodRecord } from "./normalize-pod";
import type { OwnerRecord } from "./owner";

/** ReplicaSets and Jobs by "namespace/name", as far as they could be read. */
export interface OwnerIndex {
  readonly replicaSets: ReadonlyMap<string, OwnerRecord>;
  readonly jobs: ReadonlyMap<string, OwnerRecord>;
}

/**
 * The workload a pod belongs to, named as Istio names it in telemetry: Deployment over ReplicaSet, CronJob over Job.
 * Where those could not be read, the name is derived as Istio itself does.
 */
export function workloadOf(record: PodRecord, owners: OwnerIndex): ObjectRef {
  const { pod, owner } = record;
  switch (owner?.kind) {
    case "ReplicaSet":
      return above(owners.replicaSets, owner) ?? pod.workload;
    case "Job":
      return above(owners.jobs, owner) ?? pod.workload;
    default:
      return pod.workload;
  }
}

/** null = the owner was not read. */
function above(
  records: ReadonlyMap<string, OwnerRecord>,
  owner: ObjectRef,
): ObjectRef | null {
  const record = records.get(`${owner.namespace}/${owner.name}`);
  return record === undefined ? null : (record.controller ?? owner);
}

/** The finished pod; `previous` is kept where nothing changed, so that equal stays identical. */
export function resolvePod(
  record: PodRecord,
  owners: OwnerIndex,
  previous: Pod | undefined,
): Pod {
  const { pod } = record;
  const workload = workloadOf(record, owners);
  if (
    previous !== undefined &&
    previous.resourceVersion === pod.resourceVersion &&
    previous.uid === pod.uid &&
    isSame(previous.workload, workload)
  ) {
    return previous;
  }
  return isSame(pod.workload, workload) ? pod : { ...pod, workload };
}

/** A pod and its workload share their namespace. */
function isSame(a: ObjectRef, b: ObjectRef): boolean {
  return a.kind === b.kind && a.name === b.name;
}
