import { z } from "zod";
import { compareObjects, type JsonObject } from "./compare";
import { FieldSet, type FieldsV1 } from "./field-set";

/** Who wrote, and how; `metadata.managedFields` has one entry for each. */
export interface FieldManager {
  manager: string;
  operation: "Apply" | "Update";
  apiVersion: string;
  subresource?: string;
}

export interface ManagedEntry extends FieldManager {
  /** Absent when an apply took over fields without changing the object. */
  time?: string;
  fields: FieldSet;
}

const fieldsV1: z.ZodType<FieldsV1> = z.lazy(() =>
  z.record(z.string(), fieldsV1),
);

const entrySchema = z.object({
  manager: z.string().default(""),
  operation: z.enum(["Apply", "Update"]),
  apiVersion: z.string(),
  subresource: z.string().optional(),
  time: z.string().optional(),
  fieldsV1: fieldsV1.default({}),
});

/** Entries that are not understood are left out, as a real server does. */
export function decodeManagedFields(
  managedFields: readonly unknown[] | undefined,
): ManagedEntry[] {
  return (managedFields ?? []).flatMap((raw) => {
    const parsed = entrySchema.safeParse(raw);
    if (!parsed.success) {
      return [];
    }
    const {
      manager,
      operation,
      apiVersion,
      subresource,
      time,
      fieldsV1: tree,
    } = parsed.data;
    return [
      {
        manager,
        operation,
        apiVersion,
        ...(subresource === undefined ? {} : { subresource }),
        ...(time === undefined ? {} : { time }),
        fields: FieldSet.fromFieldsV1(tree),
      },
    ];
  });
}

/** In the server's order: Apply before Update, then by time, then by name. */
export function encodeManagedFields(
  entries: readonly ManagedEntry[],
): unknown[] {
  return entries
    .filter((entry) => entry.fields.size > 0)
    .sort(
      (left, right) =>
        compareText(left.operation, right.operation) ||
        compareText(left.time ?? "", right.time ?? "") ||
        compareText(left.manager, right.manager) ||
        compareText(left.apiVersion, right.apiVersion) ||
        compareText(left.subresource ?? "", right.subresource ?? ""),
    )
    .map(({ fields, manager, operation, apiVersion, time, subresource }) => ({
      manager,
      operation,
      apiVersion,
      ...(time === undefined ? {} : { time }),
      fieldsType: "FieldsV1",
      fieldsV1: fields.toFieldsV1(),
      ...(subresource === undefined ? {} : { subresource }),
    }));
}

/**
 * Ownership after a create, update or patch: the writer takes what it added or changed, everyone
 * loses what is gone. An object that nobody tracks stays untracked until its first apply.
 */
export function ownershipAfterUpdate(
  live: JsonObject | null,
  entries: readonly ManagedEntry[],
  next: JsonObject,
  writer: FieldManager,
  now: string,
): ManagedEntry[] {
  if (live !== null && entries.length === 0) {
    return [];
  }
  const { added, modified, removed } = compareObjects(live ?? {}, next);
  const taken = added.union(modified);
  const left = entries.map((entry) => ({
    ...entry,
    fields: entry.fields.difference(taken).difference(removed),
  }));
  if (taken.size === 0) {
    return left;
  }
  const own = left.find((entry) => sameManager(entry, writer));
  return [
    ...left.filter((entry) => entry !== own),
    {
      ...writer,
      time: now,
      fields: taken.union(own?.fields ?? FieldSet.empty),
    },
  ];
}

/** An applier is one manager whatever version it speaks; an updater is one per version. */
export function sameManager(left: FieldManager, right: FieldManager): boolean {
  return (
    left.manager === right.manager &&
    left.operation === right.operation &&
    left.subresource === right.subresource &&
    (left.operation === "Apply" || left.apiVersion === right.apiVersion)
  );
}

/** managedFields for an object of a world being built: one manager owns all of it. */
export function managedBy(
  object: JsonObject,
  writer: FieldManager,
  time: string,
): unknown[] {
  return encodeManagedFields([
    { ...writer, time, fields: compareObjects({}, object).added },
  ]);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
