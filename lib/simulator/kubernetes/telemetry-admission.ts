import { z } from "zod";
import {
  compileLogFilter,
  UnknownExpression,
} from "@/lib/simulator/mesh/log-filter";
import type { JsonObject } from "./compare";
import { badRequest } from "./status";

const filtersSchema = z.object({
  spec: z.object({
    accessLogging: z.array(
      z.object({ filter: z.object({ expression: z.string() }).optional() }),
    ),
  }),
});

/**
 * As istiod's webhook turns away what is no CEL, here everything is turned away that the simulated
 * proxies could not obey.
 * @throws StatusError 400
 */
export function checkLogFilters(object: JsonObject): void {
  const parsed = filtersSchema.safeParse(object);
  for (const { filter } of parsed.success
    ? parsed.data.spec.accessLogging
    : []) {
    try {
      if (filter !== undefined) compileLogFilter(filter.expression);
    } catch (error) {
      if (!(error instanceof UnknownExpression)) throw error;
      throw badRequest(
        `admission webhook "validation.istio.io" denied the request: configuration is invalid: ${error.message}`,
      );
    }
  }
}
