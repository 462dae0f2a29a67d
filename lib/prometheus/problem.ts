/** Why Prometheus gave no usable answer. A closed list; every one comes with what to do about it. */
export type PrometheusProblemCode =
  /** Nobody answers at that address. */
  | "unreachable"
  | "timeout"
  /** The certificate or the TLS handshake was not accepted. */
  | "tls"
  | "unauthorized"
  /** Something answers, but it is not Prometheus. */
  | "not-prometheus"
  /** Prometheus does not understand our question. */
  | "bad-query"
  /** Prometheus is alive but cannot answer this now: limits, start-up, 429, 5xx. */
  | "overloaded"
  /** One question loads, or answers with, more than a limit allows. */
  | "too-much"
  /** Prometheus answers in a shape we do not know. */
  | "malformed"
  /** We gave up ourselves, because nobody waits for the answer any more. */
  | "cancelled";

export interface PrometheusProblem {
  readonly code: PrometheusProblemCode;
  /** One plain sentence. Never holds a credential. */
  readonly message: string;
  readonly remedy: string;
  /** Prometheus' own words, shortened; empty where it said none. */
  readonly upstream: string;
}

/** A problem with the standing remedy of its code. */
export function prometheusProblem(
  code: PrometheusProblemCode,
  message: string,
  upstream = "",
): PrometheusProblem {
  return {
    code,
    message,
    remedy: REMEDIES[code],
    upstream: upstream.trim().slice(0, MAX_UPSTREAM_CHARS),
  };
}

const MAX_UPSTREAM_CHARS = 500;

const REMEDIES: Readonly<Record<PrometheusProblemCode, string>> = {
  unreachable:
    "Check PROMETHEUS_URL, and that Prometheus can be reached from here (a port-forward may have ended).",
  timeout:
    "Choose a shorter window, raise PROMETHEUS_TIMEOUT_MS, or give Prometheus more resources.",
  tls: "Set PROMETHEUS_CA_FILE to the certificate authority that signed its certificate, and use the name on the certificate.",
  unauthorized:
    "Check PROMETHEUS_BEARER_TOKEN, or PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD, and the tenant in PROMETHEUS_HEADERS.",
  "not-prometheus":
    "Point PROMETHEUS_URL at the Prometheus API itself, with its path prefix, past any login page.",
  "bad-query":
    "Use a Prometheus-compatible server of version 2.42 or newer; its own words say what it did not understand.",
  overloaded:
    "Choose a shorter window, or wait: Prometheus may be starting, or its limits may be too low.",
  "too-much":
    "Choose a shorter window, or raise the limits of Prometheus (e.g. --query.max-samples).",
  malformed:
    "Check that PROMETHEUS_URL leads to a Prometheus-compatible API and not to a proxy that changes answers.",
  cancelled: "Nothing to do; the question is asked again when needed.",
};
