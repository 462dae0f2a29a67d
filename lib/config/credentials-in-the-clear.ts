import { z } from "zod";
import type { EnvironmentReader } from "./environment";
import { isLoopback } from "./loopback";
import type { PrometheusSettings } from "./prometheus-settings";

/** Refuses to send credentials unencrypted to another machine, unless PROMETHEUS_ALLOW_PLAIN_HTTP is true. */
export function refuseCredentialsInTheClear(
  env: EnvironmentReader,
  {
    url,
    authorization,
    headers,
  }: Pick<PrometheusSettings, "url" | "authorization" | "headers">,
): void {
  const allowed = env.parsed(
    "PROMETHEUS_ALLOW_PLAIN_HTTP",
    z.enum(["true", "false"], "must be true or false"),
    "false",
    "Leave it unset unless credentials may travel unencrypted.",
  );
  if (allowed === "true" || !URL.canParse(url)) return;
  const { protocol, hostname } = new URL(url);
  if (protocol !== "http:" || isLoopback(hostname)) return;
  if (
    authorization.kind === "none" &&
    !Object.keys(headers).some(isCredential)
  ) {
    return;
  }
  env.refuse(
    "PROMETHEUS_URL",
    `would send credentials in the clear (http) to ${hostname}`,
    "Use https://, or set PROMETHEUS_ALLOW_PLAIN_HTTP=true where the network itself encrypts.",
  );
}

/** By the header's name: a tenant's is none, an API key's is. */
function isCredential(header: string): boolean {
  return /auth|cookie|token|secret|key|password/.test(header);
}
