import { z } from "zod";
import { KubernetesProblem } from "@/lib/kubernetes/problem";
import { hasUnsafeKey } from "@/lib/kubernetes/unsafe-key";
import { type ChangeRecord, changeRecord } from "@/lib/mesh/ownership";

const liveObjectSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().default(""),
    uid: z.string(),
    resourceVersion: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.record(z.string(), z.unknown()).default({}),
});

/** An object as the server holds it at this moment. */
export interface LiveObject {
  readonly uid: string;
  readonly resourceVersion: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly record: ChangeRecord | null;
  /** The whole object, for showing. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Throws KubernetesProblem "malformed" where the server's answer is no object. */
export function parseLiveObject(
  raw: Readonly<Record<string, unknown>>,
): LiveObject {
  const parsed = liveObjectSchema.safeParse(raw);
  // A key like __proto__ would be lost on the way through a patch.
  if (!parsed.success || hasUnsafeKey(raw.spec)) {
    throw new KubernetesProblem(
      "malformed",
      "The object is not one that Lockstep can change safely.",
      { remedy: "Look at the object with kubectl." },
    );
  }
  const { metadata, spec } = parsed.data;
  return {
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    spec,
    raw,
    record: changeRecord({ ...metadata, createdAt: null }),
  };
}
