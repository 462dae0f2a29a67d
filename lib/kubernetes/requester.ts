import type { OutgoingHttpHeaders } from "node:http";
import type { ClusterTarget } from "./cluster-target";
import type { Impersonation, Method, RequestOptions } from "./connection";
import { credentialsLifetimeMs, obtainCredentials } from "./credentials";
import { KubernetesProblem } from "./problem";
import { type Answer, createTransport, type Transport } from "./transport";

/** Requests with current credentials: obtained once, renewed when they age, and once more after a 401. */
export interface Requester {
  request(
    method: Method,
    path: string,
    options: RequestOptions & { readonly timeoutMs: number },
  ): Promise<Answer>;
  /** Words of an answer, without the credentials that a proxy on the way may repeat. */
  conceal(text: string): string;
  close(): void;
}

interface Session {
  readonly transport: Transport;
  readonly authorization: string | null;
  readonly fingerprint: string;
  readonly obtainedAtMs: number;
}

export function createRequester(
  first: ClusterTarget,
  reload: () => Promise<ClusterTarget>,
): Requester {
  let target = first;
  let session: Session | null = null;
  let renewing: Promise<Session> | null = null;

  /** One renewal at a time, however many requests were refused together. */
  function renew(previous: Session | null): Promise<Session> {
    renewing ??= (async () => {
      if (previous !== null) {
        target = keepPlace(first, await reload());
      }
      const credentials = await obtainCredentials(target);
      const { authorization, tls } = credentials;
      const fingerprint = JSON.stringify([authorization, tls]);
      const isSame = session?.fingerprint === fingerprint;
      // Sockets live on while the credentials stay what they were.
      const transport =
        isSame && session !== null
          ? session.transport
          : createTransport(target.server, credentials);
      session = {
        transport,
        authorization,
        fingerprint,
        obtainedAtMs: performance.now(),
      };
      return session;
    })().finally(() => {
      renewing = null;
    });
    return renewing;
  }

  async function currentSession(): Promise<Session> {
    if (session === null) {
      return renew(null);
    }
    const ageMs = performance.now() - session.obtainedAtMs;
    return ageMs > credentialsLifetimeMs(target) ? renew(session) : session;
  }

  return {
    async request(method, path, options) {
      const used = await currentSession();
      const answer = await send(used, target, method, path, options);
      if (answer.status !== 401) {
        return answer;
      }
      const renewed = session === used ? await renew(used) : (session ?? used);
      if (renewed.fingerprint === used.fingerprint) {
        return answer;
      }
      answer.destroy();
      return send(renewed, target, method, path, options);
    },
    conceal(text) {
      const sent = session?.authorization ?? "";
      const secret = sent.slice(sent.indexOf(" ") + 1);
      return secret === "" ? text : text.replaceAll(secret, "[redacted]");
    },
    close() {
      session?.transport.close();
    },
  };
}

function send(
  session: Session,
  target: ClusterTarget,
  method: Method,
  path: string,
  options: RequestOptions & { readonly timeoutMs: number },
): Promise<Answer> {
  const hasBody = options.body !== undefined;
  const headers: OutgoingHttpHeaders = {
    accept: options.accept ?? "application/json",
    "accept-encoding": "gzip",
    "user-agent": "lockstep",
    ...impersonationHeaders(target.impersonate, options.impersonate ?? null),
  };
  if (session.authorization !== null) {
    headers.authorization = session.authorization;
  }
  const body = hasBody ? JSON.stringify(options.body) : null;
  if (body !== null) {
    headers["content-type"] = options.contentType ?? "application/json";
    headers["content-length"] = Buffer.byteLength(body);
  }
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined) {
      parameters.set(key, String(value));
    }
  }
  const query = parameters.size > 0 ? `?${parameters}` : "";
  return session.transport.send({
    method,
    path: path + query,
    headers,
    body,
    signal: options.signal,
    timeoutMs: options.timeoutMs,
  });
}

/** An array becomes one header line per group; joined by commas it would be one wrong group name. */
function impersonationHeaders(
  fromKubeconfig: Impersonation | null,
  asked: Impersonation | null,
): OutgoingHttpHeaders {
  if (fromKubeconfig !== null && asked !== null) {
    throw new KubernetesProblem(
      "kubeconfig-invalid",
      "The kubeconfig impersonates a user already, so requests cannot impersonate another one.",
      { remedy: "Remove `as` from the kubeconfig's user." },
    );
  }
  const who = asked ?? fromKubeconfig;
  if (who === null) {
    return {};
  }
  return {
    "impersonate-user": who.user,
    ...(who.groups.length > 0 ? { "impersonate-group": [...who.groups] } : {}),
  };
}

/** A kubeconfig that was switched to another cluster meanwhile must not send our requests there. */
function keepPlace(first: ClusterTarget, now: ClusterTarget): ClusterTarget {
  if (first.context !== now.context || first.server.href !== now.server.href) {
    throw new KubernetesProblem(
      "context-unknown",
      `The kubeconfig no longer points to ${first.server.origin} in context "${first.context}".`,
      { remedy: "Restart to follow the kubeconfig, or restore it." },
    );
  }
  return now;
}
