import { z } from "zod";
import type { SimulatedClock } from "@/lib/simulator/clock";
import { timestampSeconds } from "@/lib/simulator/kubernetes/timestamp";
import { hashOf, suffixOf, uidOf } from "@/lib/simulator/random";
import type { ObjectStore, StoredObject } from "@/lib/simulator/store";

const podSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    ownerReferences: z
      .array(z.object({ kind: z.string(), name: z.string() }))
      .default([]),
  }),
  spec: z.looseObject({ hostNetwork: z.boolean().optional() }),
  status: z.looseObject({ podIP: z.string() }),
});

const sliceSchema = z.looseObject({
  endpoints: z.array(
    z.looseObject({
      targetRef: z.looseObject({ uid: z.string() }).optional(),
    }),
  ),
});

/** Where the control plane lives: its pods stay as they are. */
const calm: ReadonlySet<string> = new Set(["istio-system", "kube-system"]);

/** How the pods that follow differ from those before. */
export type PodChange = (pod: StoredObject) => StoredObject;

/** Replaces pods of ReplicaSets, as a rolling update or an eviction does. */
export class PodRoller {
  /** Every address that was given out so far, so that none comes back while somebody remembers it. */
  private readonly addresses: Set<string>;
  private rolled = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly clock: SimulatedClock,
    private readonly seed: number,
  ) {
    this.addresses = new Set(
      store.list("Pod").flatMap((pod) => {
        const parsed = podSchema.safeParse(pod);
        return parsed.success ? [parsed.data.status.podIP] : [];
      }),
    );
  }

  /** @returns what was rolled; null where nothing can be */
  rollAny(draw: (text: string) => number): string | null {
    const namespaces = this.store
      .list("Namespace")
      .filter(({ metadata }) => !calm.has(metadata.name));
    for (let tries = 0; tries < 50; tries += 1) {
      const at = draw(`namespace ${tries}`) % Math.max(1, namespaces.length);
      const pods = this.store
        .list("Pod", namespaces[at]?.metadata.name ?? "")
        .filter(isRollable);
      const pod = pods[draw(`pod ${tries}`) % Math.max(1, pods.length)];
      if (pod !== undefined) {
        return `pod ${this.roll(pod)}`;
      }
    }
    return null;
  }

  /**
   * The pod goes, and another comes: new name, uid, address and age, on the same node, and behind the
   * same Services. @returns "namespace/name" of the new one
   */
  roll(pod: StoredObject, change: PodChange = (it) => it): string {
    const { metadata, status } = podSchema.parse(pod);
    const { namespace, name, uid } = metadata;
    this.rolled += 1;
    const identity = `${this.seed}|${namespace}/${name}|${this.rolled}`;
    const newName = name.replace(/[^-]+$/, suffixOf(identity, 5));
    const podIP = this.freeAddress(status.podIP, identity);
    const newUid = uidOf(identity);
    this.store.remove("Pod", namespace, name);
    this.store.seed(
      change({
        ...pod,
        metadata: {
          ...pod.metadata,
          name: newName,
          uid: newUid,
          creationTimestamp: timestampSeconds(this.clock.nowMs()),
        },
        status: { ...status, podIP, podIPs: [{ ip: podIP }] },
      }),
    );
    this.replaceEndpoint(namespace, uid, {
      name: newName,
      uid: newUid,
      address: podIP,
    });
    return `${namespace}/${newName}`;
  }

  private replaceEndpoint(
    namespace: string,
    uid: string,
    pod: { name: string; uid: string; address: string },
  ): void {
    for (const slice of this.store.list("EndpointSlice", namespace)) {
      const parsed = sliceSchema.safeParse(slice);
      const endpoints = parsed.success ? parsed.data.endpoints : [];
      if (endpoints.some((it) => it.targetRef?.uid === uid)) {
        this.store.put({
          ...slice,
          endpoints: endpoints.map((it) =>
            it.targetRef?.uid === uid
              ? {
                  ...it,
                  addresses: [pod.address],
                  targetRef: { ...it.targetRef, name: pod.name, uid: pod.uid },
                }
              : it,
          ),
        });
      }
    }
  }

  /** Of the same node's range; once all were given out, the old ones come back. */
  private freeAddress(before: string, identity: string): string {
    const prefix = before.replace(/\d+$/, "");
    for (let tries = 0; tries < 2_000; tries += 1) {
      const address = `${prefix}${2 + (hashOf(`${identity}|ip|${tries}`) % 252)}`;
      if (!this.addresses.has(address)) {
        this.addresses.add(address);
        return address;
      }
    }
    return before;
  }
}

export function isRollable(pod: StoredObject): boolean {
  const parsed = podSchema.safeParse(pod);
  return (
    parsed.success &&
    parsed.data.spec.hostNetwork !== true &&
    parsed.data.metadata.ownerReferences[0]?.kind === "ReplicaSet"
  );
}
