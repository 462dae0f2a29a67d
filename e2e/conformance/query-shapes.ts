import { z } from "zod";

/** Shapes that several questions share. */

export const labelsSchema = z.record(z.string(), z.string()).default({});

const proxySchema = z.enum(["sidecar", "ztunnel", "none"]).default("sidecar");

export const workloadSchema = z.object({
  namespace: z.string(),
  labels: labelsSchema,
  proxy: proxySchema,
});

export const clientSchema = z.object({
  namespace: z.string(),
  labels: labelsSchema,
  proxy: proxySchema,
});

export const hostedServiceSchema = z.object({
  host: z.string(),
  namespace: z.string(),
  headless: z.boolean().default(false),
  meshExternal: z.boolean().default(false),
});

export const legacyPortSchema = z.object({
  number: z.number().int().nullable().default(null),
  name: z.string().nullable().default(null),
});

/** `namespace/name` of an object. */
export function nameOf(object: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return `${object.namespace}/${object.name}`;
}

/** The object of a list that a question names as `namespace/name`, with or without its kind before it. */
export function named<
  T extends { readonly namespace: string; readonly name: string },
>(objects: readonly T[], reference: string): T {
  const path = reference.split(" ").at(-1) ?? reference;
  const full = path.includes("/") ? path : `/${path}`;
  const found = objects.find((object) => nameOf(object) === full);
  if (found === undefined) {
    throw new Error(`the case has no object ${reference}`);
  }
  return found;
}
