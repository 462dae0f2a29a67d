import { parseJson, readJsonLines, readText } from "./answer-body";
import { type ClusterTarget, findClusterTarget } from "./cluster-target";
import { requestSubject } from "./request-subject";
import { createRequester, type Requester } from "./requester";
import { statusProblem } from "./status-problem";
import { timeoutProblem } from "./transport-problem";
import { warningTexts } from "./warning-header";

export interface KubernetesSettings {
  /** A path list as in KUBECONFIG; null = `~/.kube/config`, else the pod's service account. */
  readonly kubeconfig: string | null;
  /** null = the kubeconfig's current context */
  readonly context: string | null;
}

/** Act as somebody else; sent as Impersonate-User and one Impersonate-Group per group. */
export interface Impersonation {
  readonly user: string;
  readonly groups: readonly string[];
}

export type Query = Readonly<
  Record<string, string | number | boolean | undefined>
>;

export interface RequestOptions {
  readonly query?: Query | undefined;
  readonly body?: unknown;
  /** Defaults to application/json. */
  readonly contentType?: string | undefined;
  readonly accept?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  readonly impersonate?: Impersonation | null | undefined;
}

export interface KubernetesAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Texts of the Warning headers. */
  readonly warnings: readonly string[];
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One cluster as one kubeconfig context reaches it. Calls throw KubernetesProblem, or the signal's reason when aborted. */
export interface KubernetesConnection {
  /** The context's name; "in-cluster" where there is no kubeconfig. */
  readonly context: string;
  /** e.g. "https://10.0.0.1:6443" */
  readonly server: string;
  /** The context's namespace, "default" unless told otherwise. */
  readonly namespace: string;
  requestJson(
    method: Method,
    path: string,
    options?: RequestOptions,
  ): Promise<KubernetesAnswer>;
  /** Reads what is no JSON, such as a log. Throws like `requestJson`. */
  requestText(path: string, options?: RequestOptions): Promise<string>;
  /** Resolves when the answer has begun; yields one parsed JSON object per line until the server ends the stream. */
  openStream(
    path: string,
    query: Query,
    signal: AbortSignal,
    accept?: string,
  ): Promise<AsyncIterable<unknown>>;
  /** Drops the sockets; calls in flight fail. */
  close(): void;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Reads the kubeconfig and prepares the connection; nothing is sent yet, and no plugin runs.
 * Throws KubernetesProblem: kubeconfig-missing, kubeconfig-invalid, context-unknown.
 */
export async function connectKubernetes(
  settings: KubernetesSettings,
): Promise<KubernetesConnection> {
  const target = await findClusterTarget(settings);
  // After a 401 the files may hold newer credentials than the ones read now.
  const requester = createRequester(target, () => findClusterTarget(settings));
  return connectionOf(target, requester);
}

function connectionOf(
  target: ClusterTarget,
  requester: Requester,
): KubernetesConnection {
  const server = target.server.href.replace(/\/$/, "");

  async function requestText(
    method: Method,
    path: string,
    options: RequestOptions,
  ) {
    const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const deadline = AbortSignal.timeout(timeoutMs);
    const signals = [deadline, ...(options.signal ? [options.signal] : [])];
    try {
      const { status, headers, content } = await requester.request(
        method,
        path,
        { ...options, timeoutMs, signal: AbortSignal.any(signals) },
      );
      const text = await readText(content, server);
      if (status < 200 || status > 299) {
        const words = requester.conceal(text);
        throw statusProblem(status, words, requestSubject(method, path));
      }
      return { status, headers, text };
    } catch (error) {
      options.signal?.throwIfAborted();
      throw deadline.aborted ? timeoutProblem(server, timeoutMs) : error;
    }
  }

  return {
    context: target.context,
    server,
    namespace: target.namespace,
    close: () => requester.close(),

    async requestJson(method, path, options = {}) {
      const { status, text, headers } = await requestText(
        method,
        path,
        options,
      );
      return {
        status,
        body: parseJson(text, headers["content-type"] ?? ""),
        warnings: warningTexts(headers.warning),
      };
    },

    async requestText(path, options = {}) {
      return (await requestText("GET", path, options)).text;
    },

    async openStream(path, query, signal, accept) {
      const answer = await requester.request("GET", path, {
        query,
        accept,
        signal,
        timeoutMs: DEFAULT_TIMEOUT_MS,
      });
      if (answer.status !== 200) {
        const text = await readText(answer.content, server);
        throw statusProblem(
          answer.status,
          requester.conceal(text),
          requestSubject("GET", path, true),
        );
      }
      return readJsonLines(answer.content, server);
    },
  };
}
