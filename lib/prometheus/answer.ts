/** Tells an answer of Prometheus from everything else that may answer at its address. */
import type { InParts } from "@/lib/clock/in-turns";
import { readEnvelope } from "./answer-parts";
import type { Envelope } from "./envelope";
import { type PrometheusProblem, prometheusProblem } from "./problem";
import type { HttpAnswer } from "./transport";

export type Asked =
  | {
      readonly ok: true;
      readonly data: Extract<Envelope, { status: "success" }>["data"];
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly problem: PrometheusProblem };

/** Prometheus' own errors come as an envelope with a 4xx or 5xx; everything else is somebody else's. */
export function* readAnswer(answer: HttpAnswer): InParts<Asked> {
  const envelope = yield* readEnvelope(answer.body);
  if (typeof envelope === "string") {
    return fail(foreign(answer, envelope !== "no JSON"));
  }
  if (envelope.status === "error") {
    return fail(refusal(answer.status, envelope));
  }
  const { data, warnings } = envelope;
  return { ok: true, data, warnings };
}

function fail(problem: PrometheusProblem): Asked {
  return { ok: false, problem };
}

function refusal(
  status: number,
  { errorType, error }: Extract<Envelope, { status: "error" }>,
): PrometheusProblem {
  if (status === 401 || status === 403) return notAllowed(status, error);
  switch (errorType) {
    case "timeout":
    case "canceled":
      return prometheusProblem(
        "timeout",
        "Prometheus gave up on the question.",
        error,
      );
    case "bad_data":
    case "not_found":
      return prometheusProblem(
        "bad-query",
        "Prometheus did not accept the question.",
        error,
      );
    default:
      if (status === 422 && LIMIT.test(error)) {
        return prometheusProblem(
          "too-much",
          "The question is larger than Prometheus' limits allow.",
          error,
        );
      }
      return prometheusProblem(
        "overloaded",
        `Prometheus could not answer (${errorType}).`,
        error,
      );
  }
}

/** Prometheus, Thanos, Mimir and VictoriaMetrics each say it in their own words. */
const LIMIT = /too many|exceed|limit|more than/i;

function foreign(
  { status, contentType, location, body }: HttpAnswer,
  isJson: boolean,
): PrometheusProblem {
  if (status === 401 || status === 403) return notAllowed(status, body);
  if (status >= 300 && status < 400) {
    return prometheusProblem(
      "not-prometheus",
      `The address answers with a redirect (${status})${originOf(location)}.`,
    );
  }
  if (status === 429 || status >= 500) {
    return prometheusProblem(
      "overloaded",
      `The server before or in Prometheus answers ${status}.`,
      body,
    );
  }
  if (isJson && status === 200) {
    return prometheusProblem(
      "malformed",
      "The answer is JSON, but not in the shape of Prometheus' API.",
    );
  }
  if (status === 200 && contentType.includes("json")) {
    return prometheusProblem(
      "malformed",
      "The answer calls itself JSON and cannot be parsed; it may be cut off.",
    );
  }
  return prometheusProblem(
    "not-prometheus",
    `What answers there is not Prometheus (${status}, ${contentType || "no content type"}).`,
    body,
  );
}

function notAllowed(status: number, upstream: string): PrometheusProblem {
  return prometheusProblem(
    "unauthorized",
    `Prometheus, or a proxy before it, does not let us in (${status}).`,
    upstream,
  );
}

/** Only the origin: a login redirect carries state that belongs in no log. */
function originOf(location: string): string {
  return URL.canParse(location) ? ` to ${new URL(location).origin}` : "";
}
