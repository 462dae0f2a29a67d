import { z } from "zod";
import {
  attributionRequestSchema,
  attributionSchema,
} from "./attribution-contract";
import {
  telemetryOfferQuerySchema,
  telemetryOfferSchema,
  telemetryOrderSchema,
  telemetryOutcomeSchema,
} from "./diagnostic-telemetry-contract";

interface Describe {
  json(description: string, schema: z.ZodType): object;
  schemaOf(schema: z.ZodType): object;
  queryParameter(name: string, schema: object): object;
  readonly problem: object;
}

/** The routes that name who calls in plaintext. */
export function attributionPaths(describe: Describe) {
  const { json, schemaOf, queryParameter, problem } = describe;
  const body = (schema: z.ZodType) => ({
    required: true,
    content: { "application/json": { schema: schemaOf(schema) } },
  });
  return {
    "/api/attributions": {
      post: {
        summary:
          "Who calls one service in plaintext, from the cluster's objects and its proxies' access logs",
        requestBody: body(attributionRequestSchema),
        responses: {
          "200": json(
            "Callers with cause and remedy, what could not be named, and what each log was worth",
            attributionSchema,
          ),
          default: problem,
        },
      },
    },
    "/api/attributions/telemetry": {
      get: {
        summary:
          "What would be written to switch one service's access log on for a while; nothing is written",
        parameters: Object.entries(telemetryOfferQuerySchema.shape).map(
          ([name, schema]) =>
            queryParameter(name, z.toJSONSchema(schema, { io: "input" })),
        ),
        responses: {
          "200": json(
            "The offer, or what stands against it",
            telemetryOfferSchema,
          ),
          default: problem,
        },
      },
      post: {
        summary:
          "Switches it on, as the offer with that hash says, or off before its time",
        requestBody: body(telemetryOrderSchema),
        responses: {
          "200": json("What was done", telemetryOutcomeSchema),
          default: problem,
        },
      },
    },
  };
}
