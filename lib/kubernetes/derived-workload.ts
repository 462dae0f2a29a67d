import type { Labels, ObjectRef } from "@/lib/mesh/objects";

/** The workload of a pod as far as the pod itself tells, which is how Istio names it: without a look at its owner's owner. */
export function derivedWorkload(
  pod: {
    readonly namespace: string;
    readonly name: string;
    readonly labels: Labels;
  },
  owner: ObjectRef | null,
): ObjectRef {
  if (owner === null || owner.kind === "Node") {
    return { kind: "Pod", namespace: pod.namespace, name: pod.name };
  }
  switch (owner.kind) {
    case "ReplicaSet":
      return withoutHash(owner, pod.labels);
    case "Job":
      return withoutTime(owner);
    default:
      return owner;
  }
}

function withoutHash(owner: ObjectRef, labels: Labels): ObjectRef {
  const hash = labels["pod-template-hash"] ?? "";
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
