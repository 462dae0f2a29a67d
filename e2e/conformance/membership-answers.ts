import { z } from "zod";
import { injectRequired, rewritesProbes } from "@/lib/mesh/server/injection";
import { tlsModeLabel } from "@/lib/mesh/server/proxy";
import type { Answer } from "./answer";
import { labelsSchema, named } from "./query-shapes";
import { worldOf } from "./world";

const selectors = z
  .array(
    z.object({
      matchLabels: labelsSchema,
      matchExpressions: z
        .array(
          z.object({
            key: z.string(),
            operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
            values: z.array(z.string()).default([]),
          }),
        )
        .default([]),
    }),
  )
  .default([]);

const podQuery = z.object({ pod: z.string() });

/** Who is in the mesh, and who depends on being recognised there. */
export const membershipAnswers: Readonly<Record<string, Answer>> = {
  injectRequired: ({ input, query }) => {
    const { injector } = z
      .object({
        injector: z.object({
          policy: z.string(),
          neverInjectSelector: selectors,
          alwaysInjectSelector: selectors,
        }),
      })
      .parse(input);
    const pod = named(worldOf(input).inventory.pods, podQuery.parse(query).pod);
    return { inject: injectRequired(pod, injector) };
  },

  probeRewrite: ({ input, query }) => {
    const { injector } = z
      .object({
        injector: z.object({ rewriteAppHTTPProbe: z.boolean().default(true) }),
      })
      .parse(input);
    const { podAnnotations } = z
      .object({ podAnnotations: labelsSchema })
      .parse(query);
    return {
      rewritten: rewritesProbes(podAnnotations, injector.rewriteAppHTTPProbe),
    };
  },

  endpointTlsMode: ({ input, query }) => ({
    tlsMode: tlsModeLabel(
      named(worldOf(input).inventory.pods, podQuery.parse(query).pod),
    ),
  }),

  needsIdentity: ({ input, query }) => {
    const { object } = z.object({ object: z.string() }).parse(query);
    return {
      needs: named(worldOf(input).inventory.authorizationPolicies, object)
        .needsIdentity,
    };
  },
};
