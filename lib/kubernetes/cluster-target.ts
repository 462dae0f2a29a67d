import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Impersonation, KubernetesSettings } from "./connection";
import {
  type Kubeconfig,
  type KubeconfigCluster,
  type KubeconfigUser,
  readKubeconfig,
} from "./kubeconfig";
import { KubernetesProblem } from "./problem";

/** The cluster and user one context names, checked for what we would do wrong in silence. */
export interface ClusterTarget {
  readonly context: string;
  readonly namespace: string;
  readonly server: URL;
  readonly cluster: KubeconfigCluster;
  readonly user: KubeconfigUser;
  readonly impersonate: Impersonation | null;
}

/** Where to look when nothing is configured; a parameter so that tests have no home. */
export interface Surroundings {
  readonly home: string;
  readonly serviceAccount: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const MACHINE: Surroundings = {
  home: homedir(),
  serviceAccount: "/var/run/secrets/kubernetes.io/serviceaccount",
  env: process.env,
};

/** Throws KubernetesProblem: kubeconfig-missing, kubeconfig-invalid, context-unknown. */
export async function findClusterTarget(
  settings: KubernetesSettings,
  surroundings: Surroundings = MACHINE,
): Promise<ClusterTarget> {
  const atHome = join(surroundings.home, ".kube", "config");
  const pathList = settings.kubeconfig ?? (existsSync(atHome) ? atHome : null);
  if (pathList !== null) {
    return fromKubeconfig(await readKubeconfig(pathList), settings.context);
  }
  const inCluster = fromServiceAccount(surroundings);
  if (inCluster === null) {
    throw new KubernetesProblem(
      "kubeconfig-missing",
      `There is no kubeconfig: KUBECONFIG is not set, ${atHome} does not exist, and this is not a pod with a service account.`,
      { remedy: "Set KUBECONFIG to the path of a kubeconfig file." },
    );
  }
  return inCluster;
}

function fromKubeconfig(
  kubeconfig: Kubeconfig,
  wanted: string | null,
): ClusterTarget {
  const name = wanted ?? kubeconfig.currentContext;
  const context = name === null ? undefined : kubeconfig.contexts.get(name);
  if (name === null || context === undefined) {
    const known = [...kubeconfig.contexts.keys()].sort().join(", ");
    throw new KubernetesProblem(
      "context-unknown",
      name === null
        ? "The kubeconfig names no current context."
        : `The kubeconfig has no context "${name}".`,
      { remedy: `Choose one of its contexts: ${known || "it has none"}.` },
    );
  }
  const cluster = kubeconfig.clusters.get(context.cluster);
  if (cluster === undefined) {
    throw invalid(
      `Context "${name}" names the cluster "${context.cluster}", which the kubeconfig does not have.`,
    );
  }
  const user = context.user ? kubeconfig.users.get(context.user) : {};
  if (user === undefined) {
    throw invalid(
      `Context "${name}" names the user "${context.user}", which the kubeconfig does not have.`,
    );
  }
  return {
    context: name,
    namespace: context.namespace || "default",
    server: serverUrl(cluster),
    cluster,
    user,
    impersonate: impersonation(user),
  };
}

function fromServiceAccount(surroundings: Surroundings): ClusterTarget | null {
  const tokenFile = join(surroundings.serviceAccount, "token");
  const host = surroundings.env.KUBERNETES_SERVICE_HOST;
  if (!host || !existsSync(tokenFile)) {
    return null;
  }
  const port = surroundings.env.KUBERNETES_SERVICE_PORT || "443";
  const cluster: KubeconfigCluster = {
    server: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
    "certificate-authority": join(surroundings.serviceAccount, "ca.crt"),
  };
  return {
    context: "in-cluster",
    namespace: "default",
    server: serverUrl(cluster),
    cluster,
    user: { tokenFile },
    impersonate: null,
  };
}

/**
 * Credentials over plain HTTP would be readable on the way; loopback has no way. The address is shown in many places,
 * so it must not hold any, and is not quoted before that is known.
 */
function serverUrl(cluster: KubeconfigCluster): URL {
  let url: URL;
  try {
    url = new URL(cluster.server);
  } catch {
    throw invalid("The cluster's server address is not a URL.");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw invalid("The cluster's server address is neither https nor http.");
  }
  if (url.username !== "" || url.password !== "") {
    throw invalid(
      "The cluster's server address holds a user name or password.",
      "Move them into the kubeconfig's user.",
    );
  }
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  const isAccepted = isLoopback || cluster["insecure-skip-tls-verify"] === true;
  if (url.protocol === "http:" && !isAccepted) {
    throw invalid(
      `The cluster's server "${url.origin}" is plain HTTP, which would show the credentials to the network.`,
      "Use https, or set insecure-skip-tls-verify if you accept that.",
    );
  }
  return url;
}

/** What we cannot pass on must not be dropped: the requests would then carry more rights than were asked for. */
function impersonation(user: KubeconfigUser): Impersonation | null {
  const extra = Object.keys(user["as-user-extra"] ?? {});
  if (user["as-uid"] || extra.length > 0) {
    throw invalid(
      "The kubeconfig's user impersonates with as-uid or as-user-extra, which is not supported.",
      "Use `as` and `as-groups` only, or another user.",
    );
  }
  const groups = user["as-groups"] ?? [];
  if (!user.as) {
    if (groups.length > 0) {
      throw invalid("The kubeconfig's user has as-groups without `as`.");
    }
    return null;
  }
  return { user: user.as, groups };
}

function invalid(
  message: string,
  remedy = "Correct the kubeconfig, or choose another context.",
): KubernetesProblem {
  return new KubernetesProblem("kubeconfig-invalid", message, { remedy });
}
