import { z } from "zod";
import {
  meshLevelMode,
  namespaceLevelMode,
} from "@/lib/mesh/client/service-mode-estimate";
import { applicablePolicies } from "@/lib/mesh/index/policy-scope";
import { allowsPlaintext, resolveAmbient } from "@/lib/mesh/server/ambient";
import { convertPeerAuthentication } from "@/lib/mesh/server/ambient-rule-set";
import { validatePeerAuthentication } from "@/lib/mesh/server/peer-authentication-validation";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import { resolveService } from "@/lib/mesh/server/service-mode";
import type { Answer } from "./answer";
import { named, nameOf, workloadSchema } from "./query-shapes";
import { worldOf } from "./world";

const workloadQuery = z.object({ workload: workloadSchema });

/** What workloads accept. */
export const serverAnswers: Readonly<Record<string, Answer>> = {
  serverMode: ({ input, query }) => {
    const { workload } = workloadQuery.parse(query);
    const { mode, ports } = resolveServerMode(worldOf(input), workload);
    return { mode, ports: Object.fromEntries(ports) };
  },

  portMode: ({ input, query }) => {
    const { workload, port } = workloadQuery
      .extend({ port: z.number() })
      .parse(query);
    return {
      mode: portMode(resolveServerMode(worldOf(input), workload), port).mode,
    };
  },

  applicablePolicies: ({ input, query }) => {
    const { workload } = workloadQuery.parse(query);
    const { peerAuthentications, meshConfig } = worldOf(input);
    return {
      policies: applicablePolicies(
        peerAuthentications,
        workload,
        meshConfig.rootNamespace,
      ).map(nameOf),
    };
  },

  servicePortModes: ({ input, query }) => {
    const index = worldOf(input);
    const { service, port } = z
      .object({
        service: z.object({ namespace: z.string(), name: z.string() }),
        port: z.number(),
      })
      .parse(query);
    const found = index.services.get(nameOf(service));
    if (found === undefined)
      throw new Error(`the case has no service ${nameOf(service)}`);
    const verdict = resolveService(index, found).ports.find(
      ({ servicePort }) => servicePort.port === port,
    );
    return {
      byPod: Object.fromEntries(
        (verdict?.pods ?? []).map(({ pod, mode }) => [pod.name, mode]),
      ),
    };
  },

  ambientConversion: ({ input, query }) => {
    const index = worldOf(input);
    const { policy } = z.object({ policy: z.string() }).parse(query);
    return {
      denyGroups: convertPeerAuthentication(
        index,
        named(index.inventory.peerAuthentications, policy),
      ),
    };
  },

  ambientPolicies: ({ input, query }) => {
    const index = worldOf(input);
    const { workload } = workloadQuery.parse(query);
    return {
      policies: resolveAmbient(index, resolveServerMode(index, workload).levels)
        .attached,
    };
  },

  ambientPlaintext: ({ input, query }) => {
    const index = worldOf(input);
    const { workload, ports } = workloadQuery
      .extend({ ports: z.array(z.number()) })
      .parse(query);
    const ambient = resolveAmbient(
      index,
      resolveServerMode(index, workload).levels,
    );
    return {
      plaintextAllowed: Object.fromEntries(
        ports.map((port) => [port, allowsPlaintext(ambient, port)]),
      ),
    };
  },

  istioNamespaceMode: ({ input, query }) => {
    const { namespace } = z.object({ namespace: z.string() }).parse(query);
    return { mode: namespaceLevelMode(worldOf(input), namespace) };
  },

  istioGlobalMode: ({ input }) => ({ mode: meshLevelMode(worldOf(input)) }),

  validatePeerAuthentication: ({ input, query }) => {
    const { object } = z.object({ object: z.string() }).parse(query);
    const { metadata, spec } = rawPolicies
      .parse(input)
      .peerAuthentications.find(
        (policy) => nameOf(policy.metadata) === object,
      ) ?? { metadata: null, spec: {} };
    if (metadata === null) throw new Error(`the case has no object ${object}`);
    const { errors, warnings } = validatePeerAuthentication({
      selector:
        spec.selector === undefined ? null : (spec.selector.matchLabels ?? {}),
      portLevelMtls: spec.portLevelMtls ?? null,
    });
    return { valid: errors.length === 0, warning: warnings.length > 0 };
  },
};

/** Admission sees what normalising drops: an empty port list is not an absent one. */
const rawPolicies = z.object({
  peerAuthentications: z.array(
    z.object({
      metadata: z.object({ namespace: z.string(), name: z.string() }),
      spec: z
        .looseObject({
          selector: z
            .object({
              matchLabels: z.record(z.string(), z.string()).optional(),
            })
            .optional(),
          portLevelMtls: z.record(z.string(), z.unknown()).optional(),
        })
        .default({}),
    }),
  ),
});
