/**
 * A route is a declaration: what may come in, what goes out, one call. Both are parsed, so that
 * what is published is what happens.
 */
import type { z } from "zod";
import { logger } from "@/lib/observability/logger";
import { ApiProblem, problemResponse, toProblem } from "./problem";

export interface RouteInput<Q, B> {
  readonly query: Q;
  readonly body: B;
  readonly request: Request;
}

export interface RouteDefinition<Q, B, R> {
  readonly query: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly response: z.ZodType<R>;
}

/** Largest request body in bytes; the longest valid one is far below. */
const BODY_LIMIT_BYTES = 16_384;

export function route<Q, B, R>(
  definition: RouteDefinition<Q, B, R>,
  handle: (input: RouteInput<Q, B>) => Promise<R>,
): (request: Request) => Promise<Response> {
  return guarded(async (request) => {
    const query = parseQuery(definition.query, request);
    const body = await parseBody(definition.body, request);
    const answer = await handle({ query, body, request });
    return Response.json(definition.response.parse(answer), {
      headers: { "cache-control": "no-store" },
    });
  });
}

/** The service that a path names. */
export interface AskedService {
  readonly namespace: string;
  readonly service: string;
}

/** A route about the service in its path, `/api/services/{namespace}/{service}`. */
export function serviceRoute<Q, R>(
  definition: RouteDefinition<Q, undefined, R>,
  handle: (asked: AskedService, query: Q) => Promise<R>,
): (
  request: Request,
  context: { readonly params: Promise<AskedService> },
) => Promise<Response> {
  return (request, { params }) =>
    route(definition, async ({ query }) => handle(await params, query))(
      request,
    );
}

/** Turns every error into a problem answer and one line in the log. */
export function guarded(
  handle: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const startedMs = performance.now();
    try {
      return await handle(request);
    } catch (error) {
      const found = toProblem(error);
      const level =
        found.status >= 500 && found.code !== "starting" ? "error" : "info";
      logger()[level]({
        event: "request-failed",
        method: request.method,
        path: new URL(request.url).pathname,
        code: found.code,
        tookMs: Math.round(performance.now() - startedMs),
        ...(found.code === "internal" ? { err: error } : {}),
      });
      return problemResponse(found);
    }
  };
}

export function parseQuery<Q>(schema: z.ZodType<Q>, request: Request): Q {
  const params = new URL(request.url).searchParams;
  const values: Record<string, string> = {};
  for (const [name, value] of params) {
    if (Object.hasOwn(values, name)) {
      throw invalid(`The parameter ${name} is given twice.`);
    }
    values[name] = value;
  }
  return parse(schema, values, "query parameter");
}

async function parseBody<B>(
  schema: z.ZodType<B> | undefined,
  request: Request,
): Promise<B> {
  if (!schema) return undefined as B;
  if (Number(request.headers.get("content-length")) > BODY_LIMIT_BYTES) {
    throw invalid("The body is too long.");
  }
  const text = await request.text();
  if (text.length > BODY_LIMIT_BYTES) throw invalid("The body is too long.");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid("The body is not JSON.");
  }
  return parse(schema, json, "field");
}

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const found = parsed.error.issues.map((issue) =>
    issue.code === "unrecognized_keys"
      ? `unknown ${what} ${issue.keys.join(", ")}`
      : `${what} ${issue.path.join(".")}: ${issue.message}`,
  );
  throw invalid(`${found.join("; ")}.`);
}

function invalid(message: string): ApiProblem {
  return new ApiProblem(
    "invalid-request",
    message,
    "Correct the request; /api/openapi.json describes what is accepted.",
  );
}
