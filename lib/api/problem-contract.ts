/** How every error crosses the HTTP border. Isomorphic, as `contract.ts`. */
import { z } from "zod";
import { sourceSchema } from "./contract";

/** RFC 9457. `code` is closed; `remedy` says what to do. */
export const PROBLEM_CODES = [
  "invalid-request",
  "not-found",
  "service-unknown",
  "not-lockable",
  "plan-changed",
  "confirmation-missing",
  "partly-applied",
  "forbidden",
  "unauthorized",
  "conflict",
  "rejected",
  "kubernetes-down",
  "prometheus-down",
  "starting",
  "too-many-windows",
  "busy",
  "configuration",
  "cross-site",
  "internal",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string(),
  remedy: z.string(),
  /** The words of the API server or Prometheus, where it said any. */
  upstream: z.string().optional(),
  /** Of "starting": how many kinds of objects were read, of how many, and which are not yet. */
  progress: z
    .object({
      read: z.int().nonnegative(),
      total: z.int().nonnegative(),
      waiting: z.array(sourceSchema.pick({ id: true, what: true })),
    })
    .optional(),
  /** Of "kubernetes-down": what has to be read before anything can be judged, and why it is not. */
  unreadable: sourceSchema.optional(),
});
export type Problem = z.infer<typeof problemSchema>;
