/**
 * The marks Lockstep leaves on what it changes, so that undo needs no memory of its own.
 */
import { z } from "zod";
import type { ObjectMeta } from "./objects";

export const MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
export const MANAGED_BY_LOCKSTEP = "lockstep";

/** JSON of `ChangeRecord`; present exactly while a change of ours stands. */
export const CHANGE_ANNOTATION = "lockstep.dev/change";

const changeRecordSchema = z.object({
  /** The service whose button was pressed. */
  service: z.string(),
  action: z.enum(["lock", "unlock", "require-mutual-tls"]),
  /** The spec as it stood before; null = the object did not exist and undo deletes it. */
  previousSpec: z.record(z.string(), z.unknown()).nullable(),
  /** The spec as we left it; if it differs now, somebody else edited the object since. */
  writtenSpec: z.record(z.string(), z.unknown()),
});
export type ChangeRecord = z.infer<typeof changeRecordSchema>;

/** Far above any real record; longer text is not ours. */
const RECORD_LIMIT = 100_000;

/** What Lockstep never changes; a record that differs in these was not written by us. */
const IDENTITY = [
  "selector",
  "targets",
  "origins",
  "originIsOptional",
  "principalBinding",
  "host",
  "exportTo",
  "workloadSelector",
] as const;

/**
 * The change of ours that stands on this object; null = none, or one that is not to be trusted: an
 * annotation is text that anybody with access to the object can write or copy.
 */
export function changeRecord(object: ObjectMeta): ChangeRecord | null {
  const text = object.annotations[CHANGE_ANNOTATION];
  if (text === undefined || text.length > RECORD_LIMIT) return null;
  const record = parse(text);
  if (record === null) return null;
  const { previousSpec, writtenSpec } = record;
  if (previousSpec === null) {
    const created = object.labels[MANAGED_BY_LABEL] === MANAGED_BY_LOCKSTEP;
    return created ? record : null;
  }
  const sameIdentity = IDENTITY.every(
    (field) =>
      JSON.stringify(previousSpec[field]) ===
      JSON.stringify(writtenSpec[field]),
  );
  return sameIdentity ? record : null;
}

function parse(text: string): ChangeRecord | null {
  try {
    const parsed = changeRecordSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Marks by which GitOps tools claim an object, and applying it without any; they will undo what we change (semantics E26). */
export function managedElsewhere(object: ObjectMeta): string | null {
  const { labels, annotations } = object;
  if ("argocd.argoproj.io/tracking-id" in annotations) return "Argo CD";
  if ("argocd.argoproj.io/instance" in labels) return "Argo CD";
  if ("kustomize.toolkit.fluxcd.io/name" in labels) return "Flux";
  if ("helm.toolkit.fluxcd.io/name" in labels) return "Flux";
  if (labels[MANAGED_BY_LABEL] === "Helm") return "Helm";
  return object.appliedBy ?? null;
}
