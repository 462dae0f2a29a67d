import { z } from "zod";

/**
 * A list that is checked in one loop. A schema per item costs twenty times as much, and the columns of ten thousand
 * services hold half a million items, which a browser reads with every change.
 *
 * @param items the item in the words of JSON Schema, for the API's description
 */
export function column<T>(
  isItem: (value: unknown) => value is T,
  items: z.core.JSONSchema.BaseSchema,
) {
  return z
    .custom<T[]>((value) => Array.isArray(value) && value.every(isItem))
    .meta({ type: "array", items });
}

export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

export function isFlag(value: unknown): value is number {
  return value === 0 || value === 1;
}

export function isAge(value: unknown): value is number | null {
  return (
    value === null || (typeof value === "number" && Number.isFinite(value))
  );
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isTextOrNumber(value: unknown): value is string | number {
  return isText(value) || (typeof value === "number" && Number.isFinite(value));
}
