/**
 * One HTTP exchange with Prometheus: a form posted, a text received, or a problem. Over `node:http`,
 * because the fetch of this Node takes no certificate authority.
 */
import http from "node:http";
import https from "node:https";
import type { PrometheusSettings } from "@/lib/config/prometheus-settings";
import { authorizationHeader } from "./authorization";
import { BodyTooLargeError, readBody } from "./body";
import { problemOfFailure } from "./failure";
import { type PrometheusProblem, prometheusProblem } from "./problem";
import { withoutSecrets } from "./without-secrets";

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Where a redirect points; empty where there is none. */
  readonly location: string;
  readonly body: string;
}

type Exchange =
  | { readonly ok: true; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly problem: PrometheusProblem };

export type Transport = (
  path: string,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Exchange>;

/** Holds a few open connections to one Prometheus. Never throws: whatever fails is a problem. */
export function createTransport(settings: PrometheusSettings): Transport {
  const secure = settings.url.startsWith("https:");
  const agent = secure
    ? new https.Agent({
        ...CONNECTIONS,
        ...(settings.ca === null ? {} : { ca: settings.ca }),
      })
    : new http.Agent(CONNECTIONS);
  return async (path, form, signal) => {
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    const send = () =>
      exchange(
        settings,
        agent,
        path,
        form,
        AbortSignal.any([signal, deadline]),
      );
    try {
      return { ok: true, answer: await retryOnStaleConnection(send) };
    } catch (error) {
      if (signal.aborted) {
        return fail("cancelled", "The question was withdrawn.");
      }
      if (deadline.aborted) {
        return fail(
          "timeout",
          `Prometheus did not answer within ${settings.timeoutMs} ms.`,
        );
      }
      if (error instanceof BodyTooLargeError) {
        return fail("too-much", error.message);
      }
      return { ok: false, problem: problemOfFailure(error, settings.url) };
    }
  };
}

const CONNECTIONS = {
  keepAlive: true,
  maxSockets: 4,
  scheduling: "lifo",
} as const;

function fail(
  code: "cancelled" | "timeout" | "too-much",
  message: string,
): Exchange {
  return { ok: false, problem: prometheusProblem(code, message) };
}

class StaleConnectionError extends Error {}

/** A kept connection may be closed by the server just as we use it; that says nothing about Prometheus. */
async function retryOnStaleConnection<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof StaleConnectionError) return await send();
    throw error;
  }
}

function exchange(
  settings: PrometheusSettings,
  agent: http.Agent,
  path: string,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const body = new URLSearchParams(form).toString();
  const { request } = settings.url.startsWith("https:") ? https : http;
  const secrets = {
    ...settings.headers,
    ...authorizationHeader(settings.authorization),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      `${settings.url}${path}`,
      {
        method: "POST",
        agent,
        signal,
        headers: {
          ...secrets,
          accept: "application/json",
          "accept-encoding": "gzip",
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
          "user-agent": "lockstep",
        },
      },
      (response) => {
        readBody(response).then((text) => {
          const status = response.statusCode ?? 0;
          const isAnswer = status === 200 && /^\s*\{/.test(text);
          resolve({
            status,
            contentType: response.headers["content-type"] ?? "",
            location: response.headers.location ?? "",
            // Of everything else, the words may be shown.
            body: isAnswer
              ? text
              : withoutSecrets(text, Object.values(secrets)),
          });
        }, reject);
      },
    );
    sent.on("error", (error: NodeJS.ErrnoException) => {
      const stale = sent.reusedSocket && error.code === "ECONNRESET";
      reject(
        stale ? new StaleConnectionError("closed", { cause: error }) : error,
      );
    });
    sent.end(body);
  });
}
