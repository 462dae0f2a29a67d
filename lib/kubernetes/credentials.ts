import { readFile } from "node:fs/promises";
import type { Agent, RequestOptions } from "node:https";
import { createSecureContext } from "node:tls";
import type { User } from "@kubernetes/client-node";
import type { ClusterTarget } from "./cluster-target";
import { isKubernetesProblem, KubernetesProblem } from "./problem";
import { errorCode } from "./transport-problem";

/** What proves who we are, as of `obtainedAtMs`. Never logged. */
export interface Credentials {
  readonly authorization: string | null;
  readonly tls: {
    readonly ca?: string | Buffer;
    readonly cert?: string | Buffer;
    readonly key?: string | Buffer;
    readonly rejectUnauthorized?: boolean;
    readonly servername?: string;
  };
  /** client-node's agent for `proxy-url`; null = connect directly. */
  readonly proxyAgent: Agent | null;
}

/** Plugins may open a browser or ask a slow cloud; longer than this they hang. */
const PLUGIN_TIMEOUT_MS = 60_000;

/**
 * Obtains the credentials of the target's user afresh: runs the exec plugin, reads token and certificate files.
 * client-node does the work and keeps nothing, because its caches outlive the token they hold.
 * Throws KubernetesProblem: unauthorized, kubeconfig-invalid.
 */
export async function obtainCredentials(
  target: ClusterTarget,
): Promise<Credentials> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  const { cluster } = target;
  config.loadFromClusterAndUser(
    {
      name: "cluster",
      server: target.server.href.replace(/\/$/, ""),
      // Plain HTTP was judged when the target was chosen; client-node asks again.
      skipTLSVerify:
        cluster["insecure-skip-tls-verify"] === true ||
        target.server.protocol === "http:",
      ...given("caFile", cluster["certificate-authority"]),
      ...given("caData", cluster["certificate-authority-data"]),
      ...given("tlsServerName", cluster["tls-server-name"]),
      ...given("proxyUrl", cluster["proxy-url"]),
    },
    await clientNodeUser(target),
  );
  const options: RequestOptions = { headers: {} };
  try {
    await withTimeout(config.applyToHTTPSOptions(options));
  } catch (error) {
    throw obtainProblem(error, target);
  }
  return toCredentials(options, target);
}

/** How long credentials may be used before they are obtained again, in ms; Infinity where only a 401 tells. */
export function credentialsLifetimeMs(target: ClusterTarget): number {
  const { user } = target;
  if (user.tokenFile || user["auth-provider"]) {
    return 60_000;
  }
  // Plugins cache by themselves, and an expired token shows as 401.
  return user.exec ? 10 * 60_000 : Number.POSITIVE_INFINITY;
}

async function clientNodeUser(target: ClusterTarget): Promise<User> {
  const { user } = target;
  // Read here, because client-node sends a token file's trailing newline along.
  const token = user.tokenFile
    ? (await readToken(user.tokenFile)).trim()
    : user.token;
  const exec = user.exec
    ? { ...user.exec, env: execEnvironment(target) }
    : undefined;
  return {
    name: "user",
    ...given("token", token),
    ...given("certFile", user["client-certificate"]),
    ...given("certData", user["client-certificate-data"]),
    ...given("keyFile", user["client-key"]),
    ...given("keyData", user["client-key-data"]),
    ...given("username", user.username),
    ...given("password", user.password),
    ...(exec === undefined ? {} : { exec }),
    ...(user["auth-provider"] ? { authProvider: user["auth-provider"] } : {}),
  };
}

/** Plugins of the v1 protocol refuse to run without KUBERNETES_EXEC_INFO, which client-node does not set. */
function execEnvironment(target: ClusterTarget) {
  const { exec } = target.user;
  const cluster = exec?.provideClusterInfo
    ? {
        server: target.server.href,
        "certificate-authority-data":
          target.cluster["certificate-authority-data"] ?? undefined,
        "tls-server-name": target.cluster["tls-server-name"] ?? undefined,
      }
    : undefined;
  const info = {
    apiVersion: exec?.apiVersion ?? "client.authentication.k8s.io/v1",
    kind: "ExecCredential",
    spec: { interactive: false, cluster },
  };
  return [
    { name: "KUBERNETES_EXEC_INFO", value: JSON.stringify(info) },
    ...(exec?.env ?? []),
  ];
}

async function readToken(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new KubernetesProblem(
      "unauthorized",
      `The token file ${path} cannot be read.`,
      { remedy: "Check that the file exists and is readable.", cause: error },
    );
  }
}

function toCredentials(
  options: RequestOptions,
  target: ClusterTarget,
): Credentials {
  const authorization = authorizationOf(options);
  const isPlugin = Boolean(target.user.exec || target.user["auth-provider"]);
  if (isPlugin && authorization === null && !options.cert) {
    // Going on without would ask as system:anonymous and be told "forbidden", which misleads.
    throw new KubernetesProblem(
      "unauthorized",
      "The kubeconfig's credential plugin gave no credential.",
      { remedy: "Sign in again with the plugin's own command." },
    );
  }
  const tls = {
    ...pem("ca", options.ca),
    ...pem("cert", options.cert),
    ...pem("key", options.key),
    ...(options.rejectUnauthorized === false
      ? { rejectUnauthorized: false }
      : {}),
    ...(options.servername ? { servername: options.servername } : {}),
  };
  try {
    createSecureContext(tls);
  } catch (error) {
    throw new KubernetesProblem(
      "kubeconfig-invalid",
      "A certificate or key of the kubeconfig is not valid PEM, or they do not belong together.",
      {
        remedy:
          "Check certificate-authority, client-certificate and client-key.",
        cause: error,
      },
    );
  }
  return {
    authorization,
    tls,
    proxyAgent:
      target.cluster["proxy-url"] && isAgent(options.agent)
        ? options.agent
        : null,
  };
}

function authorizationOf(options: RequestOptions): string | null {
  if (options.auth) {
    return `Basic ${Buffer.from(options.auth).toString("base64")}`;
  }
  const headers = new Map(Object.entries(options.headers ?? {}));
  const value = headers.get("Authorization");
  return typeof value === "string" ? value : null;
}

function isAgent(agent: RequestOptions["agent"]): agent is Agent {
  return typeof agent === "object";
}

function pem<K extends "ca" | "cert" | "key">(key: K, value: unknown) {
  const isPem = typeof value === "string" || Buffer.isBuffer(value);
  return (isPem ? { [key]: value } : {}) as { [P in K]?: string | Buffer };
}

function given<K extends string>(key: K, value: string | null | undefined) {
  return (value ? { [key]: value } : {}) as { [P in K]?: string };
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PluginTimeout()), PLUGIN_TIMEOUT_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function obtainProblem(
  error: unknown,
  target: ClusterTarget,
): KubernetesProblem {
  if (isKubernetesProblem(error)) {
    return error;
  }
  const { exec, "auth-provider": provider } = target.user;
  if ((!exec && !provider) || systemCall(error) === "open") {
    return new KubernetesProblem(
      "kubeconfig-invalid",
      "A file that the kubeconfig names cannot be read.",
      {
        upstream: error instanceof Error ? error.message : String(error),
        remedy:
          "Check certificate-authority, client-certificate and client-key.",
      },
    );
  }
  // Neither upstream nor cause: the error quotes what the plugin printed, which may be a token.
  return new KubernetesProblem(
    "unauthorized",
    `The kubeconfig's credential plugin ${exec?.command ?? provider?.name} ${pluginFault(error)}.`,
    {
      remedy:
        "Run the plugin by hand to see what it asks for, or sign in again.",
    },
  );
}

/** Fixed words only. */
function pluginFault(error: unknown): string {
  if (error instanceof PluginTimeout) {
    return "gave no answer within 60 s";
  }
  const code = errorCode(error);
  if (systemCall(error).startsWith("spawn")) {
    return `cannot be started (${code})`;
  }
  // Node's own errors have a code; a parser's and those of reading a missing field have none.
  const isFormat = error instanceof SyntaxError || error instanceof TypeError;
  return isFormat && code === ""
    ? "printed something that is not an ExecCredential"
    : "failed";
}

function systemCall(error: unknown): string {
  return error instanceof Error &&
    "syscall" in error &&
    typeof error.syscall === "string"
    ? error.syscall
    : "";
}

class PluginTimeout extends Error {}
