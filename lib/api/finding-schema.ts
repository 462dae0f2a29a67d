/** One finding as it crosses the border, code by code. Isomorphic, as `contract.ts`. */
import { z } from "zod";
import {
  FINDING_SEVERITIES,
  type FindingCode,
} from "@/lib/mesh/findings/finding";
import { objectRefSchema } from "./contract";

/** Objects and services named per finding; the rest is counted. */
export const FINDING_REFS_LIMIT = 20;

export const findingSeveritySchema = z.enum(FINDING_SEVERITIES);
export type FindingSeverity = z.infer<typeof findingSeveritySchema>;

const none = {};
const host = { host: z.string() };
const port = { port: z.int() };
const pods = { pods: z.int() };
const podsUnlessHbone = { ...pods, unless: z.enum(["", "hbone"]) };
const service = { service: z.string() };
const conflict = {
  ...port,
  clients: z.string(),
  tls: z.string(),
  subset: z.string(),
  unless: z.enum(["", "mesh-certificates", "hbone"]),
};

/** `code` has a section of the same name in docs/findings.md; `params` are the names and figures of its sentence. */
export const findingSchema = z.discriminatedUnion("code", [
  findingOf("policy-shadowed", none),
  findingOf("policy-shadowed-for-some", pods),
  findingOf("policy-selector-in-root", { open: z.boolean() }),
  findingOf("policy-selects-nothing", none),
  findingOf("policy-says-nothing", {
    next: z.string(),
    opens: z.boolean(),
  }),
  findingOf("ports-without-selector", { ports: z.string() }),
  findingOf("port-not-served", port),
  findingOf("port-is-service-port", { ...port, targetPort: z.int() }),
  findingOf("policy-invalid", { problems: z.string() }),
  findingOf("policy-on-gateway", none),
  findingOf("strict-without-proxy", pods),
  findingOf("strict-on-excluded-port", { ...pods, ...port }),
  findingOf("strict-under-disable", none),
  findingOf("permissive-proxyless-grpc", {
    ...pods,
    actsAs: z.enum(["STRICT", "DISABLE"]),
  }),
  findingOf("plaintext-to-strict", conflict),
  findingOf("foreign-tls-to-strict", conflict),
  findingOf("foreign-tls-to-http", conflict),
  findingOf("mutual-tls-to-disable", conflict),
  findingOf("mutual-tls-to-no-proxy", { ...conflict, ...pods }),
  findingOf("auto-mtls-off-to-strict", conflict),
  findingOf("headless-mixed-endpoints", { ...pods, without: z.int() }),
  findingOf("auto-mtls-to-disable", podsUnlessHbone),
  findingOf("rule-hidden", { client: z.string() }),
  findingOf("rule-traffic-policy-dropped", host),
  findingOf("rule-lost-for-namespaces", { ...host, namespaces: z.string() }),
  findingOf("rule-lost-for-clients", host),
  findingOf("rule-host-is-literal", { ...host, meant: z.string() }),
  findingOf("rule-host-not-found", host),
  findingOf("rule-port-drops-tls", { ...port, tls: z.string() }),
  findingOf("rule-selects-nothing", none),
  findingOf("proxy-missing", pods),
  findingOf("proxy-not-asked-for", pods),
  findingOf("label-without-proxy", { ...pods, labels: z.string() }),
  findingOf("proxy-without-label", podsUnlessHbone),
  findingOf("ambient-not-redirected", pods),
  findingOf("ambient-not-asked-for", pods),
  findingOf("ambient-ports-open", pods),
  findingOf("ambient-port-stays-closed", port),
  findingOf("ambient-empty-root-selector", none),
  findingOf("ambient-disable-is-permissive", pods),
  findingOf("ambient-clients-to-strict-sidecar", pods),
  findingOf("sidecar-clients-to-strict-ambient", podsUnlessHbone),
  findingOf("legacy-policy-ignored", none),
  findingOf("legacy-lenient-not-enforced", none),
  findingOf("legacy-mesh-policy-name", none),
  findingOf("legacy-policy-shadowed", service),
  findingOf("legacy-policy-overridden", none),
  findingOf("legacy-target-not-found", service),
]);
export type FindingDto = z.infer<typeof findingSchema>;

function findingOf<C extends FindingCode, P extends z.ZodRawShape>(
  code: C,
  params: P,
) {
  const refs = z.array(objectRefSchema).max(FINDING_REFS_LIMIT);
  return z.object({
    code: z.literal(code),
    severity: findingSeveritySchema,
    /** The one to change stands first. */
    objects: refs.min(1),
    objectCount: z.int().positive(),
    services: refs,
    serviceCount: z.int().nonnegative(),
    /** How many of what was asked for, this one included, have its code and severity and the same object to change. */
    alike: z.int().positive(),
    params: z.object(params),
  });
}
