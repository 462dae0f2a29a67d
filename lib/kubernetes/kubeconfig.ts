import { readFile } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { KubernetesProblem } from "./problem";
import { errorCode } from "./transport-problem";

const optionalString = z.string().nullish();

const clusterSchema = z.object({
  server: z.string().min(1),
  "certificate-authority": optionalString,
  "certificate-authority-data": optionalString,
  "insecure-skip-tls-verify": z.boolean().nullish(),
  "tls-server-name": optionalString,
  "proxy-url": optionalString,
});

const execSchema = z.looseObject({
  apiVersion: optionalString,
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  provideClusterInfo: z.boolean().nullish(),
});

const userSchema = z.object({
  "client-certificate": optionalString,
  "client-certificate-data": optionalString,
  "client-key": optionalString,
  "client-key-data": optionalString,
  token: optionalString,
  tokenFile: optionalString,
  username: optionalString,
  password: optionalString,
  exec: execSchema.nullish(),
  "auth-provider": z
    .looseObject({ name: z.string(), config: z.unknown() })
    .nullish(),
  as: optionalString,
  "as-uid": optionalString,
  "as-groups": z.array(z.string()).nullish(),
  "as-user-extra": z.record(z.string(), z.unknown()).nullish(),
});

const contextSchema = z.object({
  cluster: z.string().min(1),
  user: optionalString,
  namespace: optionalString,
});

const kubeconfigSchema = z.object({
  "current-context": optionalString,
  clusters: z
    .array(z.object({ name: z.string(), cluster: clusterSchema }))
    .nullish(),
  users: z
    .array(z.object({ name: z.string(), user: userSchema.nullish() }))
    .nullish(),
  contexts: z
    .array(z.object({ name: z.string(), context: contextSchema }))
    .nullish(),
});

export type KubeconfigCluster = z.infer<typeof clusterSchema>;
export type KubeconfigUser = z.infer<typeof userSchema>;
export type KubeconfigContext = z.infer<typeof contextSchema>;

/** Several files merged: the first one to name something wins, as kubectl has it. */
export interface Kubeconfig {
  readonly currentContext: string | null;
  readonly clusters: ReadonlyMap<string, KubeconfigCluster>;
  readonly users: ReadonlyMap<string, KubeconfigUser>;
  readonly contexts: ReadonlyMap<string, KubeconfigContext>;
}

/**
 * Reads a path list as in KUBECONFIG. Missing files of a list are skipped, as kubectl does; when all are missing
 * that is kubeconfig-missing. Throws kubeconfig-invalid for a file that is no kubeconfig.
 */
export async function readKubeconfig(pathList: string): Promise<Kubeconfig> {
  const paths = pathList.split(delimiter).filter((path) => path !== "");
  const merged = {
    currentContext: null as string | null,
    clusters: new Map<string, KubeconfigCluster>(),
    users: new Map<string, KubeconfigUser>(),
    contexts: new Map<string, KubeconfigContext>(),
  };
  let found = 0;
  for (const path of paths) {
    const file = await readOne(path);
    if (file === null) {
      continue;
    }
    found += 1;
    merged.currentContext ??= file["current-context"] || null;
    const folder = dirname(path);
    for (const { name, cluster } of file.clusters ?? []) {
      addFirst(merged.clusters, name, absoluteCluster(cluster, folder));
    }
    for (const { name, user } of file.users ?? []) {
      addFirst(merged.users, name, absoluteUser(user ?? {}, folder));
    }
    for (const { name, context } of file.contexts ?? []) {
      addFirst(merged.contexts, name, context);
    }
  }
  if (found === 0) {
    throw new KubernetesProblem(
      "kubeconfig-missing",
      `There is no kubeconfig at ${paths.join(", ") || "an empty path"}.`,
      { remedy: "Set KUBECONFIG to the path of a kubeconfig file." },
    );
  }
  return merged;
}

async function readOne(
  path: string,
): Promise<z.infer<typeof kubeconfigSchema> | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") {
      return null;
    }
    throw invalid(path, `cannot be read (${errorCode(error)})`, error);
  }
  let document: unknown;
  try {
    document = parse(text);
  } catch {
    // The parser's message quotes the file, which may hold secrets.
    throw invalid(path, "is not YAML");
  }
  const parsed = kubeconfigSchema.safeParse(document);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join("."));
    throw invalid(
      path,
      `is no kubeconfig (${fields.join(", ") || "wrong shape"})`,
    );
  }
  return parsed.data;
}

function invalid(
  path: string,
  what: string,
  cause?: unknown,
): KubernetesProblem {
  return new KubernetesProblem(
    "kubeconfig-invalid",
    `The kubeconfig ${path} ${what}.`,
    { remedy: "Correct the file, or set KUBECONFIG to another one.", cause },
  );
}

function addFirst<T>(map: Map<string, T>, name: string, value: T): void {
  if (!map.has(name)) {
    map.set(name, value);
  }
}

/** Relative paths in a kubeconfig start at the file's own folder. */
function absolute(path: string | null | undefined, folder: string) {
  return !path || isAbsolute(path) ? path : join(folder, path);
}

function absoluteCluster(
  cluster: KubeconfigCluster,
  folder: string,
): KubeconfigCluster {
  const key = "certificate-authority";
  return { ...cluster, [key]: absolute(cluster[key], folder) };
}

function absoluteUser(user: KubeconfigUser, folder: string): KubeconfigUser {
  // A bare command is looked up in PATH; one with a slash is a path like the others.
  const exec =
    user.exec?.command.includes("/") === true
      ? {
          ...user.exec,
          command: absolute(user.exec.command, folder) ?? user.exec.command,
        }
      : user.exec;
  return {
    ...user,
    exec,
    tokenFile: absolute(user.tokenFile, folder),
    "client-certificate": absolute(user["client-certificate"], folder),
    "client-key": absolute(user["client-key"], folder),
  };
}
