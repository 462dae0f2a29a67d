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
  if (owner === null || owner.kind === "Node") {
    return { kind: "Pod", namespace: pod.namespace, name: pod.name };
  }
  switch (owner.kind) {
    case "ReplicaSet":
      return above(owners.replicaSets, owner) ?? withoutHash(owner, pod);
    case "Job":
      return above(owners.jobs, owner) ?? withoutTime(owner);
    default:
      return owner;
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

function withoutHash(owner: ObjectRef, pod: PodRecord["pod"]): ObjectRef {
  const hash = pod.labels["pod-template-hash"] ?? "";
  const suffix = `-${hash}`;
  return hash !== "" && owner.name.endsWith(suffix)
    ? {
        ...owner,
        kind: "Deployment",
        name: owner.name.slice(0, -suffix.length),
      }
    : owner;
}

/** A CronJob names its Jobs after the minute they are due. */
function withoutTime(owner: ObjectRef): ObjectRef {
  const name = /^(.+)-\d{8,10}$/.exec(owner.name)?.[1];
  return name === undefined ? owner : { ...owner, kind: "CronJob", name };
}

/** The finished pod; `previous` is kept where nothing changed, so that equal stays identical. */
export function resolvePod(
  record: PodRecord,
  owners: OwnerIndex,
  previous: Pod | undefined,
): Pod {
  const workload = workloadOf(record, owners);
  const isSame =
    previous !== undefined &&
    previous.resourceVersion === record.pod.resourceVersion &&
    previous.uid === record.pod.uid &&
    previous.workload.kind === workload.kind &&
    previous.workload.name === workload.name;
  return isSame ? previous : { ...record.pod, workload };
}
