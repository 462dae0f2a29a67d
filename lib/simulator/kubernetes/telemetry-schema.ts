import type { Schema } from "./schema";

const text: Schema = { type: "string" };

const providers: Schema = {
  type: "array",
  items: {
    type: "object",
    required: ["name"],
    properties: { name: text },
  },
};

const side: Schema = {
  type: "string",
  oneOf: ["CLIENT_AND_SERVER", "CLIENT", "SERVER"],
};

/** `spec` of a Telemetry. */
export function telemetrySchema(selector: Schema): Schema {
  return {
    type: "object",
    properties: {
      accessLogging: {
        type: "array",
        items: {
          type: "object",
          properties: {
            disabled: { type: "boolean" },
            filter: { type: "object", properties: { expression: text } },
            match: { type: "object", properties: { mode: side } },
            providers,
          },
        },
      },
      metrics: {
        type: "array",
        items: {
          type: "object",
          properties: {
            overrides: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  disabled: { type: "boolean" },
                  match: {
                    type: "object",
                    properties: {
                      customMetric: text,
                      metric: {
                        type: "string",
                        oneOf: [
                          "ALL_METRICS",
                          "REQUEST_COUNT",
                          "REQUEST_DURATION",
                          "REQUEST_SIZE",
                          "RESPONSE_SIZE",
                          "TCP_OPENED_CONNECTIONS",
                          "TCP_CLOSED_CONNECTIONS",
                          "TCP_SENT_BYTES",
                          "TCP_RECEIVED_BYTES",
                          "GRPC_REQUEST_MESSAGES",
                          "GRPC_RESPONSE_MESSAGES",
                        ],
                      },
                      mode: side,
                    },
                  },
                  tagOverrides: {
                    type: "object",
                    values: {
                      type: "object",
                      properties: {
                        operation: {
                          type: "string",
                          oneOf: ["UPSERT", "REMOVE"],
                        },
                        value: text,
                      },
                    },
                  },
                },
              },
            },
            providers,
            reportingInterval: text,
          },
        },
      },
      selector,
      targetRef: { type: "object" },
      targetRefs: { type: "array" },
      tracing: { type: "array" },
    },
  };
}
