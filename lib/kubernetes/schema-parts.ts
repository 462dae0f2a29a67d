import { z } from "zod";

/** What schemas of all kinds are made of: API servers write what is absent as missing or as null. */

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}
