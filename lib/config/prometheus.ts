import { readFileSync } from "node:fs";
import { z } from "zod";
import { refuseCredentialsInTheClear } from "./credentials-in-the-clear";
import type { EnvironmentReader } from "./environment";
import { numberBetween } from "./number-between";
import { readPrometheusAuthorization } from "./prometheus-authorization";
import type { ClusterLabel, PrometheusSettings } from "./prometheus-settings";

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_REFRESH_SECONDS = 15;

/** Which Prometheus, how to get in, and how often to ask. */
export function readPrometheus(env: EnvironmentReader): PrometheusSettings & {
  readonly refreshSeconds: number;
  /** null = every series is this cluster's. */
  readonly cluster: ClusterLabel | null;
} {
  const url = env.parsed("PROMETHEUS_URL", urlSchema, "", URL_REMEDY);
  if (env.text("PROMETHEUS_URL") === null) {
    env.refuse("PROMETHEUS_URL", "is missing", URL_REMEDY);
  }
  const authorization = readPrometheusAuthorization(env);
  const headers = env.parsed(
    "PROMETHEUS_HEADERS",
    headersSchema,
    {},
    "Write pairs with commas between, e.g. X-Scope-OrgID=team-a,X-Other=b; a comma within a value is written %2C.",
  );
  refuseCredentialsInTheClear(env, { url, authorization, headers });
  return {
    url,
    authorization,
    headers,
    ca: readCa(env),
    cluster: env.parsed(
      "PROMETHEUS_CLUSTER",
      clusterSchema,
      null,
      'Write the value of the label "cluster", e.g. east, or another label with its value, e.g. cluster_id=east.',
    ),
    timeoutMs: env.parsed(
      "PROMETHEUS_TIMEOUT_MS",
      numberBetween(100, 600_000),
      DEFAULT_TIMEOUT_MS,
      `Leave it unset for ${DEFAULT_TIMEOUT_MS}.`,
    ),
    refreshSeconds: env.parsed(
      "PROMETHEUS_REFRESH_SECONDS",
      numberBetween(1, 3_600),
      DEFAULT_REFRESH_SECONDS,
      `Leave it unset for ${DEFAULT_REFRESH_SECONDS}.`,
    ),
  };
}

const URL_REMEDY =
  "Set it to the address of the Prometheus API, e.g. http://127.0.0.1:9090, with a path prefix if it has one.";

/** Messages do not repeat the value: people put passwords into addresses. */
const urlSchema = z.string().transform((text, context) => {
  const refuse = (message: string) => {
    context.issues.push({ code: "custom", input: text, message });
    return z.NEVER;
  };
  if (!URL.canParse(text)) return refuse("is not an address");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return refuse("must begin with http:// or https://");
  }
  if (url.username !== "" || url.password !== "") {
    return refuse(
      "holds a user name or password; these belong in PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    return refuse("must end with the path, without ? or #");
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
});

const headersSchema = z.string().transform((text, context) => {
  const headers: Record<string, string> = {};
  for (const pair of text.split(",").filter((part) => part.trim() !== "")) {
    const match = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*([\x20-\x7e]*?)\s*$/.exec(
      pair,
    );
    const [, name, value] = match ?? [];
    if (name === undefined || value === undefined) {
      context.issues.push({
        code: "custom",
        input: text,
        message: "holds a pair that is not Name=value",
      });
      return z.NEVER;
    }
    headers[name.toLowerCase()] = value.replaceAll(/%2c/gi, ",");
  }
  return headers;
});

const clusterSchema = z.string().transform((text, context) => {
  const match = /^(?:\s*([a-zA-Z_]\w*)\s*=)?\s*([^="{}]+?)\s*$/.exec(text);
  const [, label = "cluster", value] = match ?? [];
  if (value === undefined) {
    context.issues.push({
      code: "custom",
      input: text,
      message: "is neither a value nor label=value",
    });
    return z.NEVER;
  }
  return { label, value };
});

function readCa(env: EnvironmentReader): string | null {
  const path = env.text("PROMETHEUS_CA_FILE");
  if (path === null) return null;
  const remedy = "Point it to a PEM file with the certificate authority.";
  try {
    const pem = readFileSync(path, "utf8");
    if (pem.includes("-----BEGIN CERTIFICATE-----")) return pem;
    env.refuse("PROMETHEUS_CA_FILE", "holds no PEM certificate", remedy);
  } catch {
    env.refuse("PROMETHEUS_CA_FILE", `cannot be read (${path})`, remedy);
  }
  return null;
}
