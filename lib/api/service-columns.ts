/**
 * The lines of the matrix as they travel: one list per column instead of one object per line, and
 * what repeats (names of clients, reasons, criteria) once. Ten thousand services are then a few hundred
 * kilobytes compressed, and a browser checks lists of numbers instead of objects. `packServices` and
 * `unpackServices` are each other's inverse; nobody else needs to know this shape.
 */
import { z } from "zod";
import {
  column,
  isAge,
  isCount,
  isFlag,
  isText,
  isTextOrNumber,
} from "./column-schema";
import {
  actionSchema,
  objectRefSchema,
  reasonSchema,
  serviceRowSchema,
} from "./contract";

const counts = column(isCount, { type: "integer", minimum: 0 });
/** 0 = no, 1 = yes */
const flags = column(isFlag, { enum: [0, 1] });
/** Seconds before `epoch`, to the millisecond; null = never. */
const ages = column(isAge, { type: ["number", "null"] });
const texts = column(isText, { type: "string" });

/** Of lines, or of cells: only of those that have any. */
const refusedColumns = z.object({
  places: counts,
  requests: counts,
  connections: counts,
  last: ages,
});

const countColumns = z.object({
  mutualTls: counts,
  plaintext: counts,
  noStatement: counts,
});

export const serviceColumnsSchema = z.object({
  /** Unix seconds that all ages count back from. */
  epoch: z.number(),
  /** Lines stand in runs of one namespace: its name, and how many lines there are. */
  namespaces: texts,
  runs: counts,
  names: texts,
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
  reasonParams: column(isTextOrNumber, { type: ["string", "number"] }),
  moreReasons: counts,
  criteria: counts,
  criteriaKinds: z.array(serviceRowSchema.shape.criteria),
  actions: counts,
  actionKinds: z.array(z.array(actionSchema)),
  refused: refusedColumns,
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
    callers: counts,
    callerNames: texts,
    /** Only of the cells that have more callers than are named: their places, and how many more. */
    moreCallers: z.object({ places: counts, counts }),
    refused: refusedColumns,
  }),
});
export type ServiceColumns = z.infer<typeof serviceColumnsSchema>;
export type RefusedColumns = z.infer<typeof refusedColumns>;
export type CountColumns = z.infer<typeof countColumns>;
