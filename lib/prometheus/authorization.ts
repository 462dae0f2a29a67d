import { readFileSync } from "node:fs";
import type {
  PrometheusAuthorization,
  Secret,
} from "@/lib/config/prometheus-settings";

/**
 * The Authorization header for one request.
 * @throws SecretUnreadableError when the secret's file cannot be read
 */
export function authorizationHeader(
  authorization: PrometheusAuthorization,
): Readonly<Record<string, string>> {
  switch (authorization.kind) {
    case "none":
      return {};
    case "bearer":
      return { authorization: `Bearer ${reveal(authorization.token)}` };
    case "basic": {
      const pair = `${authorization.username}:${reveal(authorization.password)}`;
      return {
        authorization: `Basic ${Buffer.from(pair).toString("base64")}`,
      };
    }
    default:
      return authorization satisfies never;
  }
}

export class SecretUnreadableError extends Error {
  constructor(readonly path: string) {
    super(`The file ${path} cannot be read.`);
  }
}

/** Read anew each time: a service account's token is replaced in its file about once an hour. */
function reveal(secret: Secret): string {
  if (secret.from === "value") return secret.value;
  try {
    return readFileSync(secret.path, "utf8").trim();
  } catch {
    throw new SecretUnreadableError(secret.path);
  }
}
