import { z } from "zod";
import {
  type ClientTlsDecision,
  decideClientTls,
  type SentTls,
} from "@/lib/mesh/client/client-tls";
import { outboundTls } from "@/lib/mesh/client/outbound-tls";
import { callOutcome } from "@/lib/mesh/client/outcome";
import { inferServiceMode } from "@/lib/mesh/client/service-mode-estimate";
import {
  destinationRuleCandidates,
  destinationRuleFor,
} from "@/lib/mesh/index/destination-rule";
import { serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { EnforcementPoint, MutualTlsMode } from "@/lib/mesh/mode";
import { ambientPortMode, resolveAmbient } from "@/lib/mesh/server/ambient";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import type { Answer } from "./answer";
import {
  clientSchema,
  hostedServiceSchema,
  labelsSchema,
  nameOf,
  workloadSchema,
} from "./query-shapes";
import { worldOf } from "./world";

const clientQuery = z.object({
  client: clientSchema,
  service: hostedServiceSchema,
});
const clusterQuery = clientQuery.extend({
  port: z.number(),
  subset: z.string().default(""),
});
const clientTlsMode = z.enum(["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"]);

/** What clients send. */
export const clientAnswers: Readonly<Record<string, Answer>> = {
  destinationRule: ({ input, query }) => {
    const { client, service } = clientQuery.parse(query);
    const rule = destinationRuleFor(
      worldOf(input).destinationRules,
      client,
      service.host,
      service.namespace,
    );
    return {
      rule: rule === null ? null : nameOf(rule.rule),
      subsets: rule?.subsets.map(({ name }) => name) ?? [],
      tlsMode: rule?.trafficPolicy?.tls ?? null,
    };
  },

  destinationRuleCandidates: ({ input, query }) => {
    const { client, service } = clientQuery.parse(query);
    const { destinationRules } = worldOf(input);
    return {
      candidates: destinationRuleCandidates(
        destinationRules,
        client.namespace,
        service.host,
        service.namespace,
      ).map(({ rule, from }) => ({
        rule: nameOf(rule),
        from: from.map(nameOf),
      })),
    };
  },

  clusterTls: ({ input, query }) => {
    const { mode, auto, sends } = clientTls(
      input,
      worldOf(input),
      clusterQuery.parse(query),
    );
    return { tlsMode: mode, auto: auto && sends !== "plaintext" };
  },

  endpointMtls: ({ input, query }) => {
    const parsed = clusterQuery
      .extend({ endpoint: endpointSchema })
      .parse(query);
    const decision = clientTls(input, worldOf(input), parsed, [
      parsed.endpoint.tlsMode,
    ]);
    return { mtls: decision.toEndpoint(parsed.endpoint) === "mutual_tls" };
  },

  inferServiceMode: ({ input, query }) => {
    const { service, endpoints } = inferQuery.parse(query);
    const mode = inferServiceMode(worldOf(input), {
      ...service,
      passthrough: service.loadBalancer === "PASSTHROUGH",
      endpointTlsModes: () => endpoints.map(({ tlsMode }) => tlsMode),
    });
    return { mode };
  },

  outboundTls: ({ query }) => {
    const asked = outboundQuery.parse(query);
    const { mode, decidedBy } = outboundTls({
      ruleMode: asked.destinationRuleTls?.mode ?? null,
      enableAutoMtls: asked.autoMtls,
      meshExternal: asked.meshExternal,
      estimate: asked.assumedServiceMode,
      clientHasOwnCertFiles: asked.clientHasOwnCertFiles,
    });
    return {
      mode,
      decidedBy: decidedBy === "auto" ? "auto" : "destinationRule-or-none",
    };
  },

  /** An ambient workload can only be there if istiod has ambient switched on, and then sidecars send HBONE too. */
  request: ({ input, query }) => {
    const index = worldOf(input);
    const asked = requestQuery.parse(query);
    const targetPort = asked.workloadPort ?? asked.port;
    const outcome = callOutcome(
      {
        proxy: asked.client.proxy,
        sends: sentTo(input, index, asked, targetPort),
        sendsHbone: asked.workload.proxy === "ztunnel",
      },
      {
        enforcement: asked.workload.proxy,
        mode: modeAt(index, asked.workload, targetPort),
        acceptsHbone: asked.workload.proxy === "ztunnel",
        appProtocol: asked.protocol,
      },
    );
    return outcome.result === "works"
      ? { succeeds: true, mtls: outcome.over === "mutual_tls" }
      : { succeeds: false };
  },
};

const endpointSchema = z.object({
  namespace: z.string(),
  labels: labelsSchema,
  port: z.number(),
  tlsMode: z.string().default("disabled"),
});

const inferQuery = z.object({
  service: z.object({
    namespace: z.string(),
    headless: z.boolean().default(false),
    meshExternal: z.boolean().default(false),
    loadBalancer: z.string().default(""),
  }),
  endpoints: z
    .array(z.object({ tlsMode: z.string().default("disabled") }))
    .default([]),
});

const outboundQuery = z.object({
  destinationRuleTls: z
    .object({ mode: clientTlsMode.default("DISABLE") })
    .nullable(),
  autoMtls: z.boolean(),
  meshExternal: z.boolean(),
  assumedServiceMode: z.enum(["DISABLE", "PERMISSIVE", "STRICT", "UNKNOWN"]),
  clientHasOwnCertFiles: z.boolean(),
});

/** Without a protocol the request is HTTP, as in the integration tests these cases come from. */
const requestQuery = z.object({
  client: clientSchema,
  service: hostedServiceSchema.optional(),
  port: z.number(),
  subset: z.string().default(""),
  protocol: z.string().default("http"),
  workload: workloadSchema,
  workloadPort: z.number().optional(),
});

function clientTls(
  input: unknown,
  index: MeshIndex,
  asked: z.infer<typeof clusterQuery>,
  endpointTlsModes: readonly string[] = [],
): ClientTlsDecision {
  const { client, service, port, subset } = asked;
  return decideClientTls(index, {
    rule: destinationRuleFor(
      index.destinationRules,
      client,
      service.host,
      service.namespace,
    ),
    port,
    subset,
    service: hosted(input, index, service),
    endpointTlsModes: () => endpointTlsModes,
  });
}

/** What the case's own Services and ServiceEntries say about the host, beside the question. */
function hosted(
  input: unknown,
  index: MeshIndex,
  service: z.infer<typeof hostedServiceSchema>,
): z.infer<typeof hostedServiceSchema> {
  const { serviceEntries } = entriesSchema.parse(input);
  const known = index.inventory.services.find(
    (candidate) =>
      serviceHost(candidate, index.meshConfig.clusterDomain) === service.host,
  );
  const outside = serviceEntries.some(
    ({ spec }) =>
      spec.location === "MESH_EXTERNAL" && spec.hosts.includes(service.host),
  );
  return {
    ...service,
    headless: service.headless || (known?.headless ?? false),
    meshExternal: service.meshExternal || outside,
  };
}

const entriesSchema = z.object({
  serviceEntries: z
    .array(
      z.object({
        spec: z.object({
          hosts: z.array(z.string()).default([]),
          location: z.string().default("MESH_EXTERNAL"),
        }),
      }),
    )
    .default([]),
});

/** A client without a sidecar sends what its process sends, which is plaintext here. */
function sentTo(
  input: unknown,
  index: MeshIndex,
  asked: z.infer<typeof requestQuery>,
  targetPort: number,
): SentTls {
  const { client, service, workload, port, subset } = asked;
  if (client.proxy !== "sidecar" || service === undefined) return "plaintext";
  const tlsMode = workload.proxy === "sidecar" ? "istio" : "disabled";
  return clientTls(input, index, { client, service, port, subset }, [
    tlsMode,
  ]).toEndpoint({
    ...workload,
    tlsMode,
    port: targetPort,
  });
}

function modeAt(
  index: MeshIndex,
  workload: z.infer<typeof workloadSchema>,
  port: number,
): MutualTlsMode | null {
  const serverMode = resolveServerMode(index, workload);
  const proxy: EnforcementPoint = workload.proxy;
  switch (proxy) {
    case "sidecar":
      return portMode(serverMode, port).mode;
    case "ztunnel":
      return ambientPortMode(resolveAmbient(index, serverMode.levels), port);
    case "none":
      return null;
    default:
      return proxy satisfies never;
  }
}
