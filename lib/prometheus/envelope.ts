import { z } from "zod";

/** A sample: Unix seconds, and a number as text, since JSON has neither NaN nor infinities. */
const sampleSchema = z.tuple([z.number(), z.string().transform(figureOf)]);

const labelsSchema = z.record(z.string(), z.string());

/**
 * What Prometheus' query API answers. Other fields and result types of newer servers are left alone,
 * and so are `infos`: advice on how to ask, not doubt about what was answered.
 */
export const envelopeSchema = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("success"),
    data: z.discriminatedUnion("resultType", [
      z.object({
        resultType: z.literal("vector"),
        result: z.array(
          z.object({ metric: labelsSchema, value: sampleSchema }),
        ),
      }),
      z.object({
        resultType: z.literal("matrix"),
        result: z.array(
          z.object({ metric: labelsSchema, values: z.array(sampleSchema) }),
        ),
      }),
    ]),
    warnings: z.array(z.string()).default([]),
  }),
  z.object({
    status: z.literal("error"),
    errorType: z.string(),
    error: z.string(),
  }),
]);

/** The same for tens of thousands of rows. */
export const compiledEnvelope = z.compile(envelopeSchema);

export type Envelope = z.infer<typeof envelopeSchema>;

/** One row of an instant answer. */
export interface VectorRow {
  readonly metric: Readonly<Record<string, string>>;
  /** Unix seconds and the figure, which may be NaN or infinite. */
  readonly value: readonly [timeS: number, figure: number];
}

/** One row of a range answer. */
export interface MatrixRow {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [timeS: number, figure: number])[];
}

/** Go writes "+Inf", which JavaScript reads as no number at all. */
function figureOf(text: string): number {
  return Number(text.endsWith("Inf") ? text.replace("Inf", "Infinity") : text);
}
