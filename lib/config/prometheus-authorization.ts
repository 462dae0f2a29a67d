import { readFileSync } from "node:fs";
import type { EnvironmentReader } from "./environment";
import type { PrometheusAuthorization, Secret } from "./prometheus-settings";

/** Bearer or basic, not both: only one Authorization header can be sent. */
export function readPrometheusAuthorization(
  env: EnvironmentReader,
): PrometheusAuthorization {
  const token = readSecret(env, "PROMETHEUS_BEARER_TOKEN");
  const username = env.text("PROMETHEUS_USERNAME");
  const password = readSecret(env, "PROMETHEUS_PASSWORD");
  if (token !== null && (username !== null || password !== null)) {
    env.refuse(
      "PROMETHEUS_BEARER_TOKEN",
      "is set together with PROMETHEUS_USERNAME or PROMETHEUS_PASSWORD",
      "Keep either the token or the user name with its password.",
    );
    return { kind: "none" };
  }
  if (token !== null) return { kind: "bearer", token };
  if (username !== null && password !== null) {
    return { kind: "basic", username, password };
  }
  if (username !== null) {
    env.refuse(
      "PROMETHEUS_PASSWORD",
      "is missing while PROMETHEUS_USERNAME is set",
      "Set PROMETHEUS_PASSWORD or PROMETHEUS_PASSWORD_FILE too.",
    );
  }
  if (password !== null) {
    env.refuse(
      "PROMETHEUS_USERNAME",
      "is missing while a password is set",
      "Set PROMETHEUS_USERNAME too.",
    );
  }
  return { kind: "none" };
}

/** A secret from `NAME` or from the file that `NAME_FILE` names; null where neither is set. */
function readSecret(env: EnvironmentReader, name: string): Secret | null {
  const value = env.text(name);
  const path = env.text(`${name}_FILE`);
  if (value !== null && path !== null) {
    env.refuse(name, `is set together with ${name}_FILE`, "Keep one of them.");
    return null;
  }
  if (value !== null) {
    if (isHeaderSafe(value)) return { from: "value", value };
    env.refuse(
      name,
      "holds characters that cannot be sent, such as a line break",
      "Set it again without them.",
    );
    return null;
  }
  if (path === null) return null;
  const fault = faultOfFile(path);
  if (fault === null) return { from: "file", path };
  env.refuse(
    `${name}_FILE`,
    fault,
    "Point it to a readable file that holds the secret.",
  );
  return null;
}

function faultOfFile(path: string): string | null {
  try {
    const text = readFileSync(path, "utf8").trim();
    if (text === "") return `names an empty file (${path})`;
    return isHeaderSafe(text)
      ? null
      : `names a file with more than one line (${path})`;
  } catch {
    return `cannot be read (${path})`;
  }
}

function isHeaderSafe(text: string): boolean {
  return !/[\r\n\0]/.test(text);
}
