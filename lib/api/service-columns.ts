/**
 * The lines of the matrix as they travel: one list per column instead of one object per line, and
 * what repeats (names of clients, reasons, criteria) once. Ten thousand services are then a few hundred
 * kilobytes compressed, and a browser checks lists of numbers instead of objects. `packServices` and
 * `unpackServices` are each other's inverse; nobody else needs to know this shape.
 */
import { z } from "zod";
import {
  actionSchema,
  objectRefSchema,
  reasonSchema,
  serviceRowSchema,
} from "./contract";

const ints = z.array(z.int());
const counts = z.array(z.int().nonnegative());
/** 0 = no, 1 = yes */
const flags = z.array(z.int().min(0).max(1));
/** Seconds before `epoch`, to the millisecond; null = never. */
const ages = z.array(z.number().nullable());

const countColumns = z.object({
  mutualTls: counts,
  plaintext: counts,
  noStatement: counts,
});

export const serviceColumnsSchema = z.object({
  /** Unix seconds that all ages count back from. */
  epoch: z.number(),
  /** Lines stand in runs of one namespace: its name, and how many lines there are. */
  namespaces: z.array(z.string()),
  runs: counts,
  names: z.array(z.string()),
  /** Places in the enumerations of `serviceRowSchema`. */
  modes: counts,
  dataPlanes: counts,
  evidence: counts,
  states: counts,
  requests: countColumns,
  connections: countColumns,
  lastPlaintext: ages,
  reportingPods: counts,
  proxiedPods: counts,
  pods: counts,
  complete: flags,
  lockedByUs: flags,
  /** Places in `reasonKinds`; the values of its parameters stand in `reasonParams`, in the kind's order. */
  reasons: counts,
  reasonKinds: z.array(
    z.object({
      code: reasonSchema.shape.code,
      level: reasonSchema.shape.level,
      params: z.array(z.string()),
      objects: z.array(objectRefSchema),
    }),
  ),
  reasonParams: z.array(z.union([z.string(), z.number()])),
  moreReasons: counts,
  criteria: counts,
  criteriaKinds: z.array(serviceRowSchema.shape.criteria),
  actions: counts,
  actionKinds: z.array(z.array(actionSchema)),
  /** The lines that have any, by place. */
  refusedLines: counts,
  refusedRequests: counts,
  refusedConnections: counts,
  refusedLast: ages,
  cells: z.object({
    /** How many each line has; the others list the cells of all lines, one after another. */
    perLine: counts,
    clients: counts,
    clientNames: z.array(z.string().nullable()),
    traffic: counts,
    requests: countColumns,
    connections: countColumns,
    lastPlaintext: ages,
    refusedWhenStrict: flags,
    callersPerCell: counts,
    plaintextCallers: counts,
    callers: ints,
    callerNames: z.array(z.string()),
  }),
});
export type ServiceColumns = z.infer<typeof serviceColumnsSchema>;
export type CountColumns = z.infer<typeof countColumns>;
