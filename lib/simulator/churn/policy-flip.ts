import { z } from "zod";
import type { ObjectStore, StoredObject } from "@/lib/simulator/store";

const wideSchema = z.looseObject({
  spec: z.looseObject({
    selector: z.undefined().optional(),
    mtls: z.object({ mode: z.enum(["STRICT", "PERMISSIVE"]) }),
  }),
});

/**
 * Turns one namespace's STRICT into PERMISSIVE or back; first the one of the time before is turned back,
 * so that the company stays as far as it is.
 * @param before "namespace/name" of a policy that waits to be turned back
 * @returns "namespace/name", for the next time; null = there is none
 */
export function flipPolicy(
  store: ObjectStore,
  draw: (text: string) => number,
  before: string | null,
): string | null {
  const [namespace, name] = before?.split("/") ?? [];
  const waiting =
    name === undefined
      ? undefined
      : store.get("PeerAuthentication", namespace, name);
  if (waiting !== undefined) {
    flip(store, waiting);
  }
  const policies = store
    .list("PeerAuthentication")
    .filter(
      (it) =>
        it.metadata.namespace !== "istio-system" &&
        wideSchema.safeParse(it).success,
    );
  const policy = policies[draw("policy") % Math.max(1, policies.length)];
  if (policy === undefined) {
    return null;
  }
  flip(store, policy);
  return `${policy.metadata.namespace}/${policy.metadata.name}`;
}

function flip(store: ObjectStore, policy: StoredObject): void {
  const parsed = wideSchema.safeParse(policy);
  if (!parsed.success) {
    return;
  }
  const { spec } = parsed.data;
  const mode = spec.mtls.mode === "STRICT" ? "PERMISSIVE" : "STRICT";
  const generation = (policy.metadata.generation ?? 1) + 1;
  store.put({
    ...policy,
    metadata: { ...policy.metadata, generation },
    spec: { ...spec, mtls: { mode } },
  });
}
