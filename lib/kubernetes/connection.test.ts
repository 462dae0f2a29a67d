import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectKubernetes, type KubernetesConnection } from "./connection";
import {
  type ScriptedApi,
  type SeenRequest,
  sendJson,
  sendStatus,
  startScriptedApi,
} from "./testing/scripted-api";

let api: ScriptedApi;
let folder: string;
const open: KubernetesConnection[] = [];

beforeEach(async () => {
  api = await startScriptedApi();
  folder = await mkdtemp(join(tmpdir(), "connection-"));
});

afterEach(async () => {
  for (const connection of open.splice(0)) {
    connection.close();
  }
  await api.close();
  await rm(folder, { recursive: true });
});

async function connect(user: object): Promise<KubernetesConnection> {
  const kubeconfig = await api.kubeconfig(user);
  const connection = await connectKubernetes({ kubeconfig, context: null });
  open.push(connection);
  return connection;
}

function authorizations(): (string | undefined)[] {
  return api.requests.map(({ headers }) => headers.authorization);
}

function onlyAccept(token: string): void {
  api.override = (request: SeenRequest, response) =>
    request.headers.authorization !== `Bearer ${token}` &&
    sendStatus(response, 401, "Unauthorized");
}

describe("credentials", () => {
  it("sends a token, and a token file without its line end", async () => {
    await (await connect({ token: "t1" })).requestJson("GET", "/apis");
    const tokenFile = join(folder, "token");
    await writeFile(tokenFile, "t2\n");
    await (await connect({ tokenFile })).requestJson("GET", "/apis");
    expect(authorizations()).toEqual(["Bearer t1", "Bearer t2"]);
  });

  it("sends basic authentication", async () => {
    const user = { username: "ann", password: "pw" };
    await (await connect(user)).requestJson("GET", "/apis");
    expect(authorizations()).toEqual(["Basic YW5uOnB3"]);
  });

  it("reads a token file again after one 401, and repeats the request", async () => {
    const tokenFile = join(folder, "token");
    await writeFile(tokenFile, "old");
    const connection = await connect({ tokenFile });
    await connection.requestJson("GET", "/apis");
    onlyAccept("new");
    await writeFile(tokenFile, "new");
    const { status } = await connection.requestJson("GET", "/apis");
    expect(status).toBe(200);
  });

  it("does not repeat a request whose credentials did not change", async () => {
    onlyAccept("other");
    const connection = await connect({ token: "expired" });
    await expect(connection.requestJson("GET", "/apis")).rejects.toMatchObject({
      code: "unauthorized",
      status: 401,
      remedy: expect.stringContaining("Renew the token"),
    });
    expect(api.requests).toHaveLength(1);
  });

  it("runs an exec plugin once, tells it the protocol, and again after a 401", async () => {
    const plugin = await writePlugin(
      `n=$(cat "$0.count" 2>/dev/null || echo 0); n=$((n+1)); echo $n > "$0.count"
case "$KUBERNETES_EXEC_INFO" in *ExecCredential*) ;; *) exit 3;; esac
echo "{\\"apiVersion\\":\\"client.authentication.k8s.io/v1\\",\\"kind\\":\\"ExecCredential\\",\\"status\\":{\\"token\\":\\"run-$n\\"}}"`,
    );
    const connection = await connect(execUser(plugin));
    await connection.requestJson("GET", "/apis");
    await connection.requestJson("GET", "/apis");
    expect(authorizations()).toEqual(["Bearer run-1", "Bearer run-1"]);
    onlyAccept("run-2");
    await connection.requestJson("GET", "/apis");
    expect(authorizations().at(-1)).toBe("Bearer run-2");
  });

  it("never goes on anonymously when a plugin gives nothing", async () => {
    const plugin = await writePlugin(
      `echo '{"kind":"ExecCredential","status":{}}'`,
    );
    const connection = await connect(execUser(plugin));
    await expect(connection.requestJson("GET", "/apis")).rejects.toMatchObject({
      code: "unauthorized",
    });
    expect(api.requests).toHaveLength(0);
  });
});

describe("a proxy", () => {
  it("of the kubeconfig carries every request", async () => {
    const tunnels: string[] = [];
    const proxy = createServer().on("connect", (request, client: Socket) => {
      tunnels.push(request.url ?? "");
      const [host, port] = (request.url ?? "").split(":");
      const upstream = createConnection(Number(port), host, () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(client).pipe(upstream);
      });
      client.on("error", () => upstream.destroy());
      upstream.on("error", () => client.destroy());
    });
    await new Promise<void>((resolve) => {
      proxy.listen(0, "127.0.0.1", resolve);
    });
    const { port } = proxy.address() as AddressInfo;
    const kubeconfig = await api.kubeconfig(
      { token: "t" },
      { "proxy-url": `http://127.0.0.1:${port}` },
    );
    const connection = await connectKubernetes({ kubeconfig, context: null });
    open.push(connection);
    await connection.requestJson("GET", "/apis");
    expect(tunnels).toEqual([new URL(api.url).host]);
    expect(authorizations()).toEqual(["Bearer t"]);
    proxy.close();
    proxy.closeAllConnections();
  });
});

describe("impersonation", () => {
  const groupLines = () =>
    (api.requests[0]?.rawHeaders ?? []).filter(
      (_, at, all) => all[at - 1]?.toLowerCase() === "impersonate-group",
    );

  it("sends every group of the kubeconfig as a header of its own", async () => {
    const user = { token: "t", as: "ann", "as-groups": ["devs", "ops,night"] };
    await (await connect(user)).requestJson("GET", "/apis");
    expect(api.requests[0]?.headers["impersonate-user"]).toBe("ann");
    expect(groupLines()).toEqual(["devs", "ops,night"]);
  });

  it("sends the groups of one call", async () => {
    const connection = await connect({ token: "t" });
    await connection.requestJson("GET", "/apis", {
      impersonate: { user: "bob", groups: ["a", "b"] },
    });
    expect(groupLines()).toEqual(["a", "b"]);
  });

  it("refuses to impersonate past the kubeconfig's own impersonation", async () => {
    const connection = await connect({ token: "t", as: "ann" });
    await expect(
      connection.requestJson("GET", "/apis", {
        impersonate: { user: "root", groups: [] },
      }),
    ).rejects.toMatchObject({ code: "kubeconfig-invalid" });
    expect(api.requests).toHaveLength(0);
  });
});

describe("answers", () => {
  it("unpacks gzip and collects warnings", async () => {
    api.override = (_request, response) => {
      response.writeHead(200, {
        "content-encoding": "gzip",
        "content-type": "application/json",
        Warning: ['299 - "old \\"api\\""', '299 - "second, one"'],
      });
      response.end(gzipSync('{"a":1}'));
      return true;
    };
    const answer = await (await connect({})).requestJson("GET", "/x");
    expect(answer.body).toEqual({ a: 1 });
    expect(answer.warnings).toEqual(['old "api"', "second, one"]);
  });

  it("gives up on a server that never finishes", async () => {
    api.override = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
      return true;
    };
    const connection = await connect({});
    await expect(
      connection.requestJson("GET", "/x", { timeoutMs: 100 }),
    ).rejects.toMatchObject({ code: "timeout" });
  });

  it("ends with the caller's reason when the caller gives up", async () => {
    api.override = () => true;
    const connection = await connect({});
    const signal = AbortSignal.timeout(50);
    await expect(
      connection.requestJson("GET", "/x", { signal }),
    ).rejects.toHaveProperty("name", "TimeoutError");
  });

  it("reuses a connection for reads", async () => {
    const connection = await connect({});
    const ports = new Set<number | undefined>();
    api.override = (_request, response) => {
      ports.add(response.socket?.remotePort);
      return sendJson(response, 200, {});
    };
    for (let call = 0; call < 5; call += 1) {
      await connection.requestJson("GET", "/x");
    }
    expect(ports.size).toBe(1);
  });

  it("says that nothing listens", async () => {
    const connection = await connect({});
    await api.close();
    await expect(connection.requestJson("GET", "/x")).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("Nothing listens at http://127.0.0.1"),
    });
    api = await startScriptedApi();
  });
});

async function writePlugin(script: string): Promise<string> {
  const path = join(folder, "plugin.sh");
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

function execUser(command: string) {
  return {
    exec: { apiVersion: "client.authentication.k8s.io/v1", command, args: [] },
  };
}
