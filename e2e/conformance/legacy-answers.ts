import { z } from "zod";
import { namespaceLevelMode } from "@/lib/mesh/client/service-mode-estimate";
import {
  indexLegacyPolicies,
  inferLegacyServiceMode,
  legacyPolicyMode,
  resolveLegacyService,
} from "@/lib/mesh/index/legacy-policy";
import {
  tlsCheckRows,
  tlsCheckState,
} from "@/lib/mesh/legacy/legacy-tls-check";
import type { ObjectRef } from "@/lib/mesh/objects";
import type { Answer } from "./answer";
import { legacyPortSchema, named } from "./query-shapes";
import { worldOf } from "./world";

const serviceQuery = z.object({
  service: z.object({
    namespace: z.string(),
    name: z.string(),
    port: legacyPortSchema,
  }),
});

/** Istio 1.5 and older. */
export const legacyAnswers: Readonly<Record<string, Answer>> = {
  legacyPolicyMode: ({ input, query }) => {
    const { policy } = z.object({ policy: z.string() }).parse(query);
    const { legacyPolicies } = worldOf(input).inventory;
    return { mode: legacyPolicyMode(named(legacyPolicies, policy)).enforced };
  },

  legacyServiceMode: ({ input, query }) => {
    const { service } = serviceQuery.parse(query);
    const verdict = resolveLegacyService(
      indexLegacyPolicies(worldOf(input).inventory.legacyPolicies),
      service,
      service.port,
    );
    return {
      mode: verdict.intended,
      policy: verdict.decidedBy === null ? null : written(verdict.decidedBy),
    };
  },

  legacyInferServiceMode: ({ input, query }) => {
    const index = worldOf(input);
    const { service } = serviceQuery.parse(query);
    return {
      mode: inferLegacyServiceMode(
        indexLegacyPolicies(index.inventory.legacyPolicies),
        namespaceLevelMode(index, service.namespace),
        service,
        service.port,
      ),
    };
  },

  tlsState: ({ input, query }) => {
    const { clientMode, serverMode } = z
      .object({
        clientMode: z
          .enum(["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"])
          .nullable(),
        serverMode: z.enum(["DISABLE", "PERMISSIVE", "STRICT"]),
      })
      .parse(query);
    return {
      state: tlsCheckState(
        clientMode,
        serverMode,
        worldOf(input).meshConfig.enableAutoMtls,
      ),
    };
  },

  /** The question hands over the policy and the rule already found, so nothing is selected here. */
  tlsAnalysis: ({ input, query }) => {
    const { port } = z.object({ port: z.number() }).parse(query);
    const { inventory, meshConfig } = worldOf(input);
    return {
      rows: tlsCheckRows(
        {
          policy: inventory.legacyPolicies[0] ?? null,
          rule: inventory.destinationRules[0] ?? null,
        },
        port,
        meshConfig.enableAutoMtls,
      ),
    };
  },
};

function written({ kind, namespace, name }: ObjectRef): string {
  return namespace === "" ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
