import { z } from "zod";
import { callOutcome, type Receiver } from "@/lib/mesh/client/outcome";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Labels } from "@/lib/mesh/objects";
import { selectorMatches } from "@/lib/mesh/selector";
import {
  acceptConnection,
  type InboundPort,
  inboundCluster,
  portDeclaration,
} from "@/lib/mesh/server/inbound";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import type { Answer } from "./answer";
import { workloadSchema } from "./query-shapes";
import { worldOf } from "./world";

const portQuery = z.object({ workload: workloadSchema, port: z.number() });

/** Single connections and requests to one port of a sidecar workload. */
export const inboundAnswers: Readonly<Record<string, Answer>> = {
  connection: ({ input, query }) => {
    const { workload, port, call } = portQuery
      .extend({ call: callSchema })
      .parse(query);
    const index = worldOf(input);
    const { mode } = portMode(resolveServerMode(index, workload), port);
    const declared = inboundPort(input, index, workload, port);
    const result = acceptConnection(mode, declared, call);
    return result.accepted
      ? { ...result, matched: inboundCluster(port, declared.declaration) }
      : result;
  },

  reachability: ({ input, query }) => {
    const { workload, port } = portQuery.parse(query);
    const receiver: Receiver = {
      enforcement: workload.proxy,
      mode: portMode(resolveServerMode(worldOf(input), workload), port).mode,
      acceptsHbone: false,
      appProtocol: "",
    };
    const works = (
      proxy: "none" | "sidecar",
      sends: "plaintext" | "mutual_tls",
    ) =>
      callOutcome({ proxy, sends, sendsHbone: false }, receiver).result ===
      "works";
    return {
      plaintextSucceeds: works("none", "plaintext"),
      mtlsSucceeds: works("sidecar", "mutual_tls"),
    };
  },
};

const callSchema = z.object({
  transport: z.enum(["plaintext", "tls", "mtls"]),
  protocol: z.enum(["http", "http2", "tcp"]),
});

const namespaced = z.object({ namespace: z.string() });
const portSchema = z.object({
  number: z.number(),
  targetPort: z.number().optional(),
  protocol: z.string().default(""),
});
const labelled = z.object({
  labels: z.record(z.string(), z.string()).default({}),
});

const declaringSchema = z.object({
  serviceEntries: z
    .array(
      z.object({
        metadata: namespaced,
        spec: z.object({
          endpoints: z.array(labelled).default([]),
          ports: z.array(portSchema).default([]),
        }),
      }),
    )
    .default([]),
  sidecars: z
    .array(
      z.object({
        metadata: namespaced,
        spec: z.object({
          workloadSelector: labelled.default({ labels: {} }),
          ingress: z
            .array(
              z.object({
                port: portSchema,
                tls: z
                  .object({ mode: z.enum(["SIMPLE", "MUTUAL"]) })
                  .optional(),
              }),
            )
            .default([]),
        }),
      }),
    )
    .default([]),
});

/** Ingress listeners of a Sidecar, where there are any, take the place of the services' ports (semantics A3). */
function inboundPort(
  input: unknown,
  index: MeshIndex,
  workload: { readonly namespace: string; readonly labels: Labels },
  port: number,
): InboundPort {
  const { serviceEntries, sidecars } = declaringSchema.parse(input);
  const own = <T extends { readonly metadata: { readonly namespace: string } }>(
    objects: readonly T[],
  ) =>
    objects.filter(({ metadata }) => metadata.namespace === workload.namespace);
  const listeners = own(sidecars)
    .filter(({ spec }) =>
      selectorMatches(spec.workloadSelector.labels, workload.labels),
    )
    .flatMap(({ spec }) => spec.ingress);
  if (listeners.length > 0) {
    const listener = listeners.find((item) => item.port.number === port);
    return listener === undefined
      ? UNDECLARED
      : {
          declaration: portDeclaration(listener.port.protocol),
          ingressTls: listener.tls?.mode ?? null,
        };
  }
  const entryPorts = own(serviceEntries)
    .filter(({ spec }) =>
      spec.endpoints.some(({ labels }) =>
        selectorMatches(labels, workload.labels),
      ),
    )
    .flatMap(({ spec }) => spec.ports)
    .map(({ number, targetPort, protocol }) => ({
      port: targetPort ?? number,
      protocol,
    }));
  const servicePorts = index.inventory.services
    .filter(
      ({ namespace, selector }) =>
        namespace === workload.namespace &&
        selector !== null &&
        selectorMatches(selector, workload.labels),
    )
    .flatMap(({ ports }) => ports)
    .map(({ targetPort, appProtocol }) => ({
      port: targetPort,
      protocol: appProtocol,
    }));
  const declared = [...entryPorts, ...servicePorts].find(
    (item) => item.port === port,
  );
  return declared === undefined
    ? UNDECLARED
    : { declaration: portDeclaration(declared.protocol), ingressTls: null };
}

const UNDECLARED: InboundPort = { declaration: "undeclared", ingressTls: null };
