import { z } from "zod";
import { isRecord } from "./record";
import { hasUnsafeKey } from "./unsafe-key";

/** One object of a list or watch, reduced at once to what we keep of it, or the reason why it cannot be read. */
export type Projection<T> =
  | { readonly key: string; readonly value: T }
  | { readonly key: string; readonly problem: string };

export type Project<T> = (item: unknown) => Projection<T>;

/**
 * Wraps one kind's schema and its normaliser. A malformed object keeps its name and says which field is wrong,
 * so that it can be shown as unreadable and is never mistaken for absent. `guarded` is the part of the object in which
 * keys of the reader's choice matter; see hasUnsafeKey.
 */
export function projector<S extends z.ZodType, T>(
  schema: S,
  normalize: (parsed: z.output<S>) => T,
  guarded: (item: unknown) => unknown = labelsAndSpec,
): Project<T> {
  const compiled = z.compile(schema);
  return (item) => {
    const key = objectKey(item);
    // Before the schema, which drops such keys without a word.
    if (hasUnsafeKey(guarded(item))) {
      return {
        key,
        problem: `${key}: it has a key __proto__, constructor or prototype, or is nested too deeply`,
      };
    }
    const parsed = compiled.safeParse(item);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const field = issue?.path.join(".") || "object";
      return { key, problem: `${key}: ${field}: ${issue?.message ?? "wrong"}` };
    }
    return { key, value: normalize(parsed.data) };
  };
}

/** "namespace/name", or "name" for cluster-scoped objects; also for objects that are otherwise unreadable. */
export function objectKey(item: unknown): string {
  const metadata = isRecord(item) ? item.metadata : undefined;
  const { namespace, name } = isRecord(metadata) ? metadata : {};
  const named = typeof name === "string" && name !== "" ? name : "(no name)";
  return typeof namespace === "string" && namespace !== ""
    ? `${namespace}/${named}`
    : named;
}

/** For kinds of whose spec no map is read. */
export function labelsOnly(item: unknown): unknown {
  const metadata = isRecord(item) ? item.metadata : undefined;
  return isRecord(metadata) ? metadata.labels : undefined;
}

function labelsAndSpec(item: unknown): unknown {
  return [labelsOnly(item), isRecord(item) ? item.spec : undefined];
}
