import type { z } from "zod";
import { problemSchema } from "@/lib/api/problem-contract";
import { ApiError } from "./api-error";

/**
 * Fetches JSON from our own API and parses it.
 * @throws {ApiError} for every answer that is not the one described by `schema`.
 * An abort by the caller passes through as the DOMException it is.
 */
export async function request<T>(
  url: string,
  schema: z.ZodType<T>,
  init: RequestInit,
): Promise<T> {
  const response = await send(url, init);
  const body = await jsonOf(response, init);
  if (!response.ok) throw failureOf(response.status, body);
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const detail = parsed.error.issues[0]?.message ?? "unexpected shape";
    throw new ApiError(
      { kind: "malformed", status: response.status, detail },
      parsed.error,
    );
  }
  return parsed.data;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ApiError({ kind: "unreachable", detail }, cause);
  }
}

async function jsonOf(response: Response, init: RequestInit): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(
      { kind: "malformed", status: response.status, detail: "not JSON" },
      cause,
    );
  }
}

function failureOf(status: number, body: unknown): ApiError {
  const problem = problemSchema.safeParse(body);
  return problem.success
    ? new ApiError({ kind: "problem", problem: problem.data })
    : new ApiError({
        kind: "malformed",
        status,
        detail: "not a problem document",
      });
}
