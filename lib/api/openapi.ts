import { z } from "zod";
import { FINDING_CODES } from "@/lib/mesh/findings/finding";
import { attributionPaths } from "./attribution-openapi";
import { windowSchema } from "./contract";
import {
  enforcementOutcomeSchema,
  enforcementRequestSchema,
  planSchema,
} from "./enforcement-contract";
import { serviceExplanationSchema } from "./explanation-contract";
import { findingSeveritySchema } from "./finding-schema";
import { FINDINGS_TEXT_LIMIT, findingsSchema } from "./findings-contract";
import { legacyTranslationSchema } from "./legacy-contract";
import { meshTrafficSchema, overviewSchema } from "./overview-contract";
import { problemSchema } from "./problem-contract";
import { serviceAnswerSchema } from "./service-detail-contract";
import { serviceTrafficSchema } from "./service-traffic-contract";
import { snapshotDeltaSchema } from "./snapshot-delta";
import { snapshotWireSchema } from "./snapshot-wire";

/** The description of every route, generated from the schemas the routes parse with. */
export function openApiDocument(): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: {
      title: "Lockstep",
      version: "1",
      description:
        "Who still sends plaintext, may I lock now, what breaks, and did it work.",
    },
    paths: {
      "/api/snapshot": {
        get: {
          summary: "Everything the matrix shows",
          parameters: [windowParameter],
          responses: {
            "200": json(
              "The snapshot; ETag is its version. Services stand in columns: one list per figure, in the same order",
              snapshotWireSchema,
            ),
            "304": { description: "Unchanged since If-None-Match" },
            default: problem,
          },
        },
      },
      "/api/overview": {
        get: {
          summary:
            "How far the work is, what is next, what blocks most, and what changed",
          parameters: [windowParameter],
          responses: {
            "200": json(
              "Verdicts, namespaces and obstacles of the same snapshot; ETag is its version",
              overviewSchema,
            ),
            "304": { description: "Unchanged since If-None-Match" },
            default: problem,
          },
        },
      },
      "/api/traffic": {
        get: {
          summary: "The course of all traffic of the mesh over the window",
          parameters: [windowParameter],
          responses: {
            "200": json(
              "Some sixty steps, oldest first; a step without figures is null, not zero",
              meshTrafficSchema,
            ),
            default: problem,
          },
        },
      },
      "/api/snapshot/stream": {
        get: {
          summary:
            "Server-sent events: `version` whenever the snapshot changes",
          parameters: [windowParameter],
          responses: {
            "200": {
              description:
                "`change` events carry what changed since the version `from`; `version` events name a snapshot to read",
              content: {
                "text/event-stream": { schema: schemaOf(snapshotDeltaSchema) },
              },
            },
            default: problem,
          },
        },
      },
      "/api/services/{namespace}/{service}": {
        get: {
          summary: "All that is known of one service",
          parameters: [
            pathParameter("namespace"),
            pathParameter("service"),
            windowParameter,
          ],
          responses: {
            "200": json(
              "Its line of the matrix with every reason, policy, port and caller",
              serviceAnswerSchema,
            ),
            default: problem,
          },
        },
      },
      "/api/services/{namespace}/{service}/traffic": {
        get: {
          summary: "The course of one service's traffic over the window",
          parameters: [
            pathParameter("namespace"),
            pathParameter("service"),
            windowParameter,
            queryParameter("callerNamespace", { type: "string" }),
            queryParameter("callerWorkload", { type: "string" }),
          ],
          responses: {
            "200": json(
              "Some sixty steps, oldest first; a step without figures is null, not zero",
              serviceTrafficSchema,
            ),
            default: problem,
          },
        },
      },
      "/api/services/{namespace}/{service}/explanation": {
        get: {
          summary:
            "Why each workload port of one service accepts what it accepts, and how calls to it end",
          parameters: [pathParameter("namespace"), pathParameter("service")],
          responses: {
            "200": json(
              "The chain of policies per workload port, the clients, and the commands that show the same; with `unreadable` not empty it may be wrong",
              serviceExplanationSchema,
            ),
            default: problem,
          },
        },
      },
      "/api/findings": {
        get: {
          summary:
            "Conflicts and dead configuration, the most severe first; docs/findings.md explains each code",
          parameters: [
            queryParameter("namespace", { type: "string" }),
            queryParameter("service", { type: "string" }),
            queryParameter("severity", z.toJSONSchema(findingSeveritySchema)),
            queryParameter("code", {
              type: "string",
              enum: [...FINDING_CODES],
            }),
            queryParameter("text", {
              type: "string",
              maxLength: FINDINGS_TEXT_LIMIT,
            }),
            queryParameter("titled", { type: "string" }),
          ],
          responses: {
            "200": json(
              "At most 1,000 findings, how many there are in all, and what could not be read",
              findingsSchema,
            ),
            "304": { description: "Unchanged since If-None-Match" },
            default: problem,
          },
        },
      },
      "/api/legacy-translation": {
        get: {
          summary:
            "Policies and MeshPolicies of Istio 1.5 and older as PeerAuthentications, and whether they mean the same",
          responses: {
            "200": json(
              "Manifests, what has no counterpart, and every port that would accept something else",
              legacyTranslationSchema,
            ),
            default: problem,
          },
        },
      },
      ...attributionPaths({ json, schemaOf, problem, queryParameter }),
      "/api/enforcements": {
        post: {
          summary:
            "With dryRun=true: the plan, nothing is written. Without: carries out the plan whose hash is given.",
          parameters: [
            {
              name: "dryRun",
              in: "query",
              schema: { type: "string", enum: ["true", "false"] },
            },
          ],
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: schemaOf(enforcementRequestSchema),
              },
            },
          },
          responses: {
            "200": json(
              "The plan, or the outcome",
              z.union([planSchema, enforcementOutcomeSchema]),
            ),
            default: problem,
          },
        },
      },
      "/api/healthz": {
        get: {
          summary: "The process is alive",
          responses: { "200": { description: "OK" } },
        },
      },
      "/api/readyz": {
        get: {
          summary: "The cluster has been read",
          responses: { "200": { description: "Ready" }, default: problem },
        },
      },
    },
  };
}

const windowParameter = {
  name: "window",
  in: "query",
  schema: schemaOf(windowSchema),
};

function queryParameter(name: string, schema: object) {
  return { name, in: "query", schema };
}

function pathParameter(name: string) {
  return { name, in: "path", required: true, schema: { type: "string" } };
}

const problem = {
  description: "What went wrong, and what to do about it (RFC 9457)",
  content: {
    "application/problem+json": { schema: schemaOf(problemSchema) },
  },
};

function json(description: string, schema: z.ZodType) {
  return {
    description,
    content: { "application/json": { schema: schemaOf(schema) } },
  };
}

function schemaOf(schema: z.ZodType) {
  // Columns are checked by hand and say what they are in words of their own.
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}
