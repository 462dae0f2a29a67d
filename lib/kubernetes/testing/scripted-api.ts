import { mkdtemp, rm, writeFile } from "node:fs/promises";
import {
  createServer,
  type IncomingHttpHeaders,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./eventually";

/**
 * A tiny HTTP server that answers like an API server until a test scripts it to misbehave. It lists what it is given
 * and keeps watches open; everything else is up to `override`.
 */
export interface ScriptedApi {
  readonly url: string;
  /** Group → version → plurals, as discovery tells them. */
  readonly served: Map<string, Map<string, string[]>>;
  /** List path → items. */
  readonly items: Map<string, unknown[]>;
  readonly requests: SeenRequest[];
  /** Answers in place of the default while it returns true. */
  override: (request: SeenRequest, response: ServerResponse) => boolean;
  /** Open watches of a list path. */
  watches(path: string): ServerResponse[];
  /** Sends one event to every open watch of a list path; waits until there is one, because none is told of the past. */
  emit(path: string, type: string, object: unknown): Promise<void>;
  /** Writes a kubeconfig with this user and these fields of the cluster; returns its path. */
  kubeconfig(user?: object, cluster?: object): Promise<string>;
  close(): Promise<void>;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Header names and values as they came, repeated ones apart. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export async function startScriptedApi(): Promise<ScriptedApi> {
  const open = new Map<ServerResponse, string>();
  const folder = await mkdtemp(join(tmpdir(), "scripted-api-"));
  let files = 0;

  const server = createServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    let body = "";
    for await (const chunk of incoming) {
      body += chunk;
    }
    const request: SeenRequest = {
      method: incoming.method ?? "",
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      rawHeaders: incoming.rawHeaders,
      body,
    };
    api.requests.push(request);
    if (!api.override(request, response)) {
      answer(api, open, request, response);
    }
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve()),
  );
  const { port } = server.address() as AddressInfo;

  const api: ScriptedApi = {
    url: `http://127.0.0.1:${port}`,
    served: new Map(),
    items: new Map(),
    requests: [],
    override: () => false,
    watches: (path) =>
      [...open].flatMap(([response, at]) => (at === path ? [response] : [])),
    async emit(path, type, object) {
      const watches = await eventually(() => {
        const found = api.watches(path);
        if (found.length === 0) throw new Error(`Nobody watches ${path}.`);
        return found;
      });
      for (const response of watches) {
        response.write(`${JSON.stringify({ type, object })}\n`);
      }
    },
    async kubeconfig(user = {}, cluster = {}) {
      files += 1;
      const path = join(folder, `kubeconfig-${files}`);
      await writeFile(
        path,
        JSON.stringify(kubeconfigOf(api.url, user, cluster)),
      );
      return path;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return api;
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
): true {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
  return true;
}

/** A refusal as API servers word it. */
export function sendStatus(
  response: ServerResponse,
  code: number,
  reason: string,
  message = reason,
  details: object = {},
): true {
  const body = { kind: "Status", status: "Failure", code, reason, message };
  return sendJson(response, code, { ...body, details });
}

function answer(
  api: ScriptedApi,
  open: Map<ServerResponse, string>,
  request: SeenRequest,
  response: ServerResponse,
): void {
  const [, root, group = "", version = ""] = request.path.split("/");
  if (request.path === "/apis") {
    sendJson(response, 200, {
      kind: "APIGroupList",
      groups: [...api.served].map(([name, versions]) => ({
        name,
        versions: [...versions.keys()].map((served) => ({ version: served })),
      })),
    });
  } else if (root === "apis" && request.path === `/apis/${group}/${version}`) {
    const plurals = api.served.get(group)?.get(version) ?? [];
    const resources = plurals.map((name) => ({ name }));
    sendJson(response, 200, { kind: "APIResourceList", resources });
  } else if (request.query.get("watch") === "true") {
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
    open.set(response, request.path);
    response.on("close", () => open.delete(response));
  } else {
    sendJson(response, 200, {
      kind: "List",
      metadata: { resourceVersion: "100" },
      items: api.items.get(request.path) ?? [],
    });
  }
}

function kubeconfigOf(server: string, user: object, cluster: object) {
  return {
    "current-context": "test",
    contexts: [{ name: "test", context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server, ...cluster } }],
    users: [{ name: "u", user }],
  };
}
