import { isJsonObject } from "./compare";
import type { Schema } from "./schema";
import { telemetrySchema } from "./telemetry-schema";

const anything: Schema = { type: "object" };
const anyList: Schema = { type: "array" };
const text: Schema = { type: "string" };

const matchLabels: Schema = {
  type: "object",
  values: {
    type: "string",
    rules: [
      {
        message: "wildcard not allowed in label value match",
        holds: (value) => !String(value).includes("*"),
        quotes: true,
      },
    ],
  },
  rules: [
    {
      message: "wildcard not allowed in label key match",
      holds: (value) => keysOf(value).every((key) => !key.includes("*")),
    },
    {
      message: "key must not be empty",
      holds: (value) => keysOf(value).every((key) => key !== ""),
    },
  ],
};

const selector: Schema = { type: "object", properties: { matchLabels } };

const mutualTls: Schema = {
  type: "object",
  properties: {
    mode: {
      type: "string",
      oneOf: ["UNSET", "DISABLE", "PERMISSIVE", "STRICT"],
    },
  },
};

const peerAuthentication: Schema = {
  type: "object",
  properties: {
    mtls: mutualTls,
    portLevelMtls: {
      type: "object",
      values: mutualTls,
      minProperties: 1,
      rules: [
        {
          message: "port must be between 1-65535",
          holds: (value) =>
            keysOf(value).every(
              (key) => Number(key) > 0 && Number(key) <= 65535,
            ),
        },
      ],
    },
    selector,
  },
  rules: [
    {
      message: "portLevelMtls requires selector",
      holds: (value) => {
        const spec = isJsonObject(value) ? value : {};
        const labels = isJsonObject(spec.selector)
          ? spec.selector.matchLabels
          : undefined;
        return spec.portLevelMtls === undefined || keysOf(labels).length > 0;
      },
    },
  ],
};

const clientTls: Schema = {
  type: "object",
  properties: {
    caCertificates: text,
    caCrl: text,
    clientCertificate: text,
    credentialName: text,
    insecureSkipVerify: { type: "boolean" },
    mode: {
      type: "string",
      oneOf: ["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"],
    },
    privateKey: text,
    sni: text,
    subjectAltNames: { type: "array", items: text },
  },
};

const portTraffic = {
  connectionPool: anything,
  loadBalancer: anything,
  outlierDetection: anything,
  tls: clientTls,
};

const trafficPolicy: Schema = {
  type: "object",
  properties: {
    ...portTraffic,
    portLevelSettings: {
      type: "array",
      items: {
        type: "object",
        properties: {
          ...portTraffic,
          port: {
            type: "object",
            properties: { number: { type: "integer", minimum: 0 } },
          },
        },
      },
    },
    proxyProtocol: anything,
    retryBudget: anything,
    tunnel: anything,
  },
};

const destinationRule: Schema = {
  type: "object",
  required: ["host"],
  properties: {
    exportTo: { type: "array", items: text },
    host: text,
    subsets: {
      type: "array",
      items: {
        type: "object",
        required: ["name"],
        properties: {
          labels: { type: "object", values: text },
          name: text,
          trafficPolicy,
        },
      },
    },
    trafficPolicy,
    workloadSelector: selector,
  },
};

const authorizationPolicy: Schema = {
  type: "object",
  properties: {
    action: { type: "string", oneOf: ["ALLOW", "DENY", "AUDIT", "CUSTOM"] },
    provider: anything,
    rules: anyList,
    selector,
    targetRef: anything,
    targetRefs: anyList,
  },
};

const legacyPolicy: Schema = {
  type: "object",
  properties: {
    targets: {
      type: "array",
      items: {
        type: "object",
        required: ["name"],
        properties: { name: text, ports: anyList },
      },
    },
    peers: anyList,
    peerIsOptional: { type: "boolean" },
    origins: anyList,
    originIsOptional: { type: "boolean" },
    principalBinding: text,
  },
};

const specs: Readonly<Record<string, Schema>> = {
  PeerAuthentication: peerAuthentication,
  DestinationRule: destinationRule,
  AuthorizationPolicy: authorizationPolicy,
  Telemetry: telemetrySchema(selector),
  Policy: legacyPolicy,
  MeshPolicy: legacyPolicy,
};

/**
 * What the CRDs of the kinds that the proxies obey demand of `spec` and `status`; null for
 * kinds that are taken as they come.
 */
export function schemaOf(kind: string): Schema | null {
  const spec = specs[kind];
  return spec === undefined
    ? null
    : { type: "object", properties: { spec, status: anything } };
}

function keysOf(value: unknown): string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}
