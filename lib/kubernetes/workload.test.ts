import { describe, expect, it } from "vitest";
import { projectPod } from "./normalize-pod";
import { type OwnerIndex, resolvePod, workloadOf } from "./workload";

const NOTHING: OwnerIndex = { replicaSets: new Map(), jobs: new Map() };

function pod(kind: string | null, name = "", labels = {}) {
  const ownerReferences =
    kind === null ? [] : [{ kind, name, controller: true }];
  const projection = projectPod({
    metadata: { name: "pod-1", namespace: "shop", labels, ownerReferences },
    spec: {},
  });
  return "value" in projection
    ? projection.value
    : expect.fail(projection.problem);
}

const ref = (kind: string, name: string) => ({ kind, namespace: "shop", name });

describe("a pod's workload", () => {
  it.each([
    ["bare pod", pod(null), ref("Pod", "pod-1")],
    ["static pod", pod("Node", "n1"), ref("Pod", "pod-1")],
    ["StatefulSet", pod("StatefulSet", "db"), ref("StatefulSet", "db")],
    [
      "unread ReplicaSet with its hash",
      pod("ReplicaSet", "cart-7d4b9", { "pod-template-hash": "7d4b9" }),
      ref("Deployment", "cart"),
    ],
    [
      "unread ReplicaSet without a hash",
      pod("ReplicaSet", "cart-7d4b9"),
      ref("ReplicaSet", "cart-7d4b9"),
    ],
    [
      "unread Job of a CronJob",
      pod("Job", "report-28410960"),
      ref("CronJob", "report"),
    ],
    ["unread Job", pod("Job", "migrate-v2"), ref("Job", "migrate-v2")],
  ])("of a %s is what Istio would name", (_name, record, expected) => {
    expect(workloadOf(record, NOTHING)).toEqual(expected);
  });

  it("is the owner of the ReplicaSet or Job where those were read", () => {
    const owners: OwnerIndex = {
      replicaSets: new Map([
        ["shop/cart-7d4b9", { controller: ref("Rollout", "cart-rollout") }],
        ["shop/alone-7d4b9", { controller: null }],
      ]),
      jobs: new Map([["shop/report-1", { controller: ref("CronJob", "r") }]]),
    };
    const hash = { "pod-template-hash": "7d4b9" };
    expect(workloadOf(pod("ReplicaSet", "cart-7d4b9", hash), owners)).toEqual(
      ref("Rollout", "cart-rollout"),
    );
    expect(workloadOf(pod("ReplicaSet", "alone-7d4b9", hash), owners)).toEqual(
      ref("ReplicaSet", "alone-7d4b9"),
    );
    expect(workloadOf(pod("Job", "report-1"), owners)).toEqual(
      ref("CronJob", "r"),
    );
  });

  it("stays the identical object while nothing changed", () => {
    const record = pod("StatefulSet", "db");
    const first = resolvePod(record, NOTHING, undefined);
    expect(resolvePod(record, NOTHING, first)).toBe(first);
  });
});
