import { SecretUnreadableError } from "./authorization";
import { type PrometheusProblem, prometheusProblem } from "./problem";

/** What a connection that failed says about Prometheus. Only codes are quoted, never headers. */
export function problemOfFailure(
  error: unknown,
  url: string,
): PrometheusProblem {
  if (error instanceof SecretUnreadableError) {
    return prometheusProblem("unauthorized", error.message);
  }
  const code = codeOf(error);
  const { host } = new URL(url);
  if (TLS_CODE.test(code)) {
    return prometheusProblem(
      "tls",
      `The TLS connection to ${host} was not accepted (${code}).`,
    );
  }
  if (DECODING_CODE.test(code)) {
    return prometheusProblem(
      "malformed",
      `The answer of ${host} could not be decoded (${code}).`,
    );
  }
  return prometheusProblem(
    "unreachable",
    `Nothing usable answers at ${host} (${code}).`,
  );
}

const TLS_CODE =
  /CERT|^ERR_TLS|^ERR_SSL|^UNABLE_TO|SELF_SIGNED|^EPROTO$|ISSUER/;
const DECODING_CODE = /^Z_|^HPE_/;

/** Attempts on several addresses fail together; the first one's code stands for all. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return codeOf(error.errors[0]);
  }
  if (error instanceof Error && "code" in error) return String(error.code);
  return "no details";
}
