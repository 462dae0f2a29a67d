import { z } from "zod";
import { readPod } from "@/lib/simulator/mesh/read-pod";
import type { ObjectStore, StoredObject } from "@/lib/simulator/store";
import type { Flow } from "@/lib/simulator/traffic/flow";
import { isRollable, type PodRoller } from "./pod-roller";

export interface CallersWorld {
  readonly store: ObjectStore;
  readonly flows: readonly Flow[];
  readonly roller: PodRoller;
}

/**
 * A caller outside the mesh gets its sidecars, all pods at once, and calls over mutual TLS from then on;
 * the one of the time before loses them again, so that plaintext never runs out.
 * @param before "namespace/workload"
 * @returns "namespace/workload"; null = no caller is without
 */
export function moveCaller(
  { store, flows, roller }: CallersWorld,
  draw: (text: string) => number,
  before: string | null,
): string | null {
  for (const pod of before === null ? [] : podsOf(store, before)) {
    roller.roll(pod, withoutSidecar);
  }
  const callers = [...new Set(flows.flatMap(callerOf))];
  for (let tries = 0; tries < 200; tries += 1) {
    const caller = callers[draw(`caller ${tries}`) % callers.length];
    const pods = caller === undefined ? [] : podsOf(store, caller);
    if (caller !== undefined && pods.length > 0 && pods.every(isBare)) {
      for (const pod of pods) roller.roll(pod, withSidecar);
      return caller;
    }
  }
  return null;
}

function callerOf({ from }: Flow): string[] {
  return from.kind === "workload" ? [`${from.namespace}/${from.workload}`] : [];
}

function podsOf(store: ObjectStore, caller: string): StoredObject[] {
  const [namespace, workload] = caller.split("/");
  return store
    .list("Pod", namespace ?? "")
    .filter((pod) => isRollable(pod) && readPod(pod)?.workload === workload);
}

function isBare(pod: StoredObject): boolean {
  const view = readPod(pod);
  return view !== null && !view.hasProxy && !view.inAmbient;
}

const specSchema = z.looseObject({
  containers: z.array(z.looseObject({ name: z.string() })),
});

function withSidecar(pod: StoredObject): StoredObject {
  const spec = specSchema.parse(pod.spec);
  const { labels, annotations } = pod.metadata;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: { ...labels, "security.istio.io/tlsMode": "istio" },
      annotations: {
        ...annotations,
        "sidecar.istio.io/status":
          '{"initContainers":["istio-init"],"containers":["istio-proxy"],"revision":"default"}',
      },
    },
    spec: {
      ...spec,
      containers: [
        ...spec.containers,
        { name: "istio-proxy", image: "docker.io/istio/proxyv2:1.24.2" },
      ],
    },
  };
}

function withoutSidecar(pod: StoredObject): StoredObject {
  const spec = specSchema.parse(pod.spec);
  const { "security.istio.io/tlsMode": _mode, ...labels } =
    pod.metadata.labels ?? {};
  const { "sidecar.istio.io/status": _status, ...annotations } =
    pod.metadata.annotations ?? {};
  return {
    ...pod,
    metadata: { ...pod.metadata, labels, annotations },
    spec: {
      ...spec,
      containers: spec.containers.filter(({ name }) => name !== "istio-proxy"),
    },
  };
}
