import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectKubernetes, type KubernetesConnection } from "./connection";
import {
  type ScriptedApi,
  sendStatus,
  startScriptedApi,
} from "./testing/scripted-api";

let api: ScriptedApi;
let folder: string;
let connection: KubernetesConnection;

beforeEach(async () => {
  api = await startScriptedApi();
  folder = await mkdtemp(join(tmpdir(), "secrecy-"));
});

afterEach(async () => {
  connection.close();
  await api.close();
  await rm(folder, { recursive: true });
});

async function connect(
  user: object,
  cluster: object = {},
): Promise<KubernetesConnection> {
  const kubeconfig = await api.kubeconfig(user, cluster);
  connection = await connectKubernetes({ kubeconfig, context: null });
  return connection;
}

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

describe("what goes wrong with credentials", () => {
  it.each([
    ["fails", 'echo "s3cret" >&2; exit 1', /plugin .*plugin\.sh failed/],
    ["prints no JSON", "echo s3cret", /not an ExecCredential/],
    ["prints other JSON", `echo '{"s3cret":1}'`, /not an ExecCredential/],
    ["prints a text", `echo '"s3cret"'`, /not an ExecCredential/],
  ])(
    "repeats nothing of what an exec plugin prints when it %s, and sends nothing",
    async (_name, script, message) => {
      const connected = await connect(execUser(await writePlugin(script)));
      const error = await connected
        .requestJson("GET", "/apis")
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: "unauthorized",
        message: expect.stringMatching(message),
        upstream: null,
        remedy: expect.stringContaining("by hand"),
      });
      expect(inspect(error, { depth: 9 })).not.toContain("s3cret");
      expect(api.requests).toHaveLength(0);
    },
  );

  it("says that an exec plugin is not there", async () => {
    const connected = await connect(execUser("/no/such/plugin"));
    await expect(connected.requestJson("GET", "/apis")).rejects.toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("cannot be started (ENOENT)"),
    });
  });

  it.each(["requestJson", "openStream"] as const)(
    "keeps nothing of what a 401 says, which may repeat the token: %s",
    async (call) => {
      api.override = (_request, response) =>
        sendStatus(response, 401, "Unauthorized", "bad token s3cret", {
          causes: [{ message: "s3cret" }],
        });
      const connected = await connect({ token: "s3cret" });
      const asking =
        call === "requestJson"
          ? connected.requestJson("GET", "/apis")
          : connected.openStream("/apis", {}, new AbortController().signal);
      const error = await asking.catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: "unauthorized",
        upstream: null,
        causes: [],
      });
      expect(inspect(error, { depth: 9 })).not.toContain("s3cret");
    },
  );

  it.each([
    ["requestJson", 403],
    ["requestJson", 502],
    ["openStream", 403],
    ["openStream", 500],
  ] as const)(
    "cuts the token out of what a proxy says: %s, %i",
    async (call, status) => {
      api.override = ({ headers }, response) =>
        sendStatus(
          response,
          status,
          "Forbidden",
          `no: ${headers.authorization}`,
          {
            causes: [{ message: `${headers.authorization}` }],
          },
        );
      const connected = await connect({ token: "s3cret" });
      const asking =
        call === "requestJson"
          ? connected.requestJson("GET", "/apis")
          : connected.openStream("/apis", {}, new AbortController().signal);
      const error = await asking.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ upstream: "no: Bearer [redacted]" });
      expect(inspect(error, { depth: 9 })).not.toContain("s3cret");
    },
  );

  it("does not blame the plugin for a certificate that is not there", async () => {
    const connected = await connect(execUser(await writePlugin("echo")), {
      "certificate-authority": "/no/such/ca.crt",
    });
    await expect(connected.requestJson("GET", "/apis")).rejects.toMatchObject({
      code: "kubeconfig-invalid",
      upstream: expect.stringContaining("/no/such/ca.crt"),
    });
  });
});
