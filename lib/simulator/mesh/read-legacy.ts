import { z } from "zod";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { ObjectStore, StoredObject } from "@/lib/simulator/store";
import type { LegacyPolicyView, LegacyView } from "./view";

/**
 * The policies of the old API, as a control plane of Istio 1.4 or 1.5 reads them; null where a newer
 * one runs, which does not look at them. Which one it is, the running pilot itself decides by what it is.
 */
export function readLegacy(store: ObjectStore): LegacyView | null {
  const minor = pilotMinor(store);
  if (minor === null || minor > 5) {
    return null;
  }
  const meshPolicy = store.get("MeshPolicy", undefined, "default");
  const policies = store.list("Policy").flatMap((object) => {
    const policy = readPolicy(object);
    return policy === null ? [] : [policy];
  });
  return {
    readsPeerAuthentications: minor === 5,
    meshMode:
      meshPolicy === undefined ? null : (readPolicy(meshPolicy)?.mode ?? null),
    policies: policies.sort(
      (left, right) =>
        left.createdMs - right.createdMs || (left.name < right.name ? -1 : 1),
    ),
  };
}

const pilotSchema = z.object({
  metadata: z.object({ namespace: z.literal("istio-system") }),
  spec: z.object({ containers: z.array(z.object({ image: z.string() })) }),
});

/** 4 of "docker.io/istio/pilot:1.4.10"; null where no pilot of a 1.x release runs. */
function pilotMinor(store: ObjectStore): number | null {
  for (const pod of store.list("Pod", "istio-system")) {
    const parsed = pilotSchema.safeParse(pod);
    for (const { image } of parsed.success ? parsed.data.spec.containers : []) {
      const minor = image.match(/\/pilot:1\.(\d+)/)?.[1];
      if (minor !== undefined) {
        return Number(minor);
      }
    }
  }
  return null;
}

// The key decides: `mtls:` with nothing behind it is STRICT, the zero of this API's enum.
const peerSchema = z.looseObject({
  mtls: z
    .object({ mode: z.enum(["STRICT", "PERMISSIVE"]).default("STRICT") })
    .nullish(),
});

const policySchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().default(""),
    creationTimestamp: z.string(),
  }),
  spec: z
    .object({
      targets: z
        .array(
          z.object({
            name: z.string(),
            ports: z
              .array(
                z.object({
                  number: z.number().optional(),
                  name: z.string().optional(),
                }),
              )
              .nullish(),
          }),
        )
        .nullish(),
      peers: z.array(peerSchema).nullish(),
    })
    .default({}),
});

function readPolicy(object: StoredObject): LegacyPolicyView | null {
  const parsed = policySchema.safeParse(object);
  if (!parsed.success) {
    return null;
  }
  const { metadata, spec } = parsed.data;
  const peer = (spec.peers ?? []).find((it) => "mtls" in it);
  const mode: MutualTlsMode =
    peer === undefined ? "DISABLE" : (peer.mtls?.mode ?? "STRICT");
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    createdMs: Date.parse(metadata.creationTimestamp),
    targets: (spec.targets ?? []).map(({ name, ports }) => ({
      name,
      ports: (ports ?? []).flatMap((port) => port.number ?? port.name ?? []),
    })),
    mode,
  };
}
