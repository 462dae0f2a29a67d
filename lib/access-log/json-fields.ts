import { z } from "zod";
import type { LoggedFields } from "./envoy-format";

/** Keys of Istio's JSON encoding are its operators in small letters, so nothing has to be configured. */
const ALIASES: Readonly<Record<string, string>> = {
  upstream_cluster: "UPSTREAM_CLUSTER_RAW",
};

/** Whose value a caller chooses: never read as anything else. */
const values = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null),
);

/**
 * The fields of a JSON line, or null where it is not a JSON object. Keys that are no operators are kept
 * under their own name in capitals, so that a custom format that names its keys like the operators is
 * understood; others stay unknown.
 */
export function jsonFields(line: string): LoggedFields | null {
  const parsed = values.safeParse(parseJson(line));
  if (!parsed.success) return null;
  const fields = new Map<string, string>();
  for (const [key, value] of Object.entries(parsed.data)) {
    const operator = ALIASES[key] ?? fieldName(key);
    fields.set(operator, value === null || value === "" ? "-" : String(value));
  }
  return fields;
}

/**
 * A custom JSON format names the operator behind each key: `{ peer: "%DOWNSTREAM_REMOTE_ADDRESS%" }`. Keys
 * that it does not map mean nothing, however they are called: a header may stand behind one.
 */
export function renameKeys(
  fields: LoggedFields,
  format: Readonly<Record<string, string>>,
): LoggedFields {
  const named = new Map<string, string>();
  for (const [key, text] of Object.entries(format)) {
    const operator = /^%([A-Z0-9_]+)(:\d+)?%$/.exec(text)?.[1];
    const value = fields.get(ALIASES[key] ?? fieldName(key));
    if (operator && value !== undefined) named.set(operator, value);
  }
  return named;
}

/** Whether a line may have been written with this format. */
export function sharesKeys(
  fields: LoggedFields,
  format: Readonly<Record<string, string>>,
): boolean {
  return Object.keys(format).some((key) =>
    fields.has(ALIASES[key] ?? fieldName(key)),
  );
}

function fieldName(key: string): string {
  return key.toUpperCase().replaceAll(/[.-]/g, "_");
}

function parseJson(line: string): unknown {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
