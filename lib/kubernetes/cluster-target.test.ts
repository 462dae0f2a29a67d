import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findClusterTarget } from "./cluster-target";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kubeconfig-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function surroundings(env: Record<string, string> = {}) {
  return { home: folder, serviceAccount: join(folder, "sa"), env };
}

async function write(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  );
  return path;
}

function config(
  over: { server?: string; cluster?: object; user?: object } = {},
) {
  const server = over.server ?? "https://10.0.0.1:6443";
  return {
    "current-context": "one",
    contexts: [
      { name: "one", context: { cluster: "c", user: "u", namespace: "shop" } },
      { name: "two", context: { cluster: "c", user: "u" } },
      { name: "dangling", context: { cluster: "gone", user: "u" } },
    ],
    clusters: [{ name: "c", cluster: { server, ...over.cluster } }],
    users: [{ name: "u", user: over.user ?? { token: "t" } }],
  };
}

async function find(content: unknown, context: string | null = null) {
  const kubeconfig = await write("config", content);
  return findClusterTarget({ kubeconfig, context }, surroundings());
}

describe("the cluster to talk to", () => {
  it("is the current context's, or the one asked for", async () => {
    expect(await find(config())).toMatchObject({
      context: "one",
      namespace: "shop",
    });
    expect(await find(config(), "two")).toMatchObject({
      context: "two",
      namespace: "default",
    });
  });

  it("comes from ~/.kube/config when nothing is set", async () => {
    await write(".kube/config", config());
    const settings = { kubeconfig: null, context: null };
    const target = await findClusterTarget(settings, surroundings());
    expect(target.context).toBe("one");
  });

  it("merges a path list: the first to name something wins, missing files are skipped", async () => {
    const first = await write("a/config", {
      contexts: [{ name: "one", context: { cluster: "c2", user: "u" } }],
      clusters: [
        {
          name: "c2",
          cluster: {
            server: "https://first",
            "certificate-authority": "ca.crt",
          },
        },
      ],
    });
    const second = await write("b/config", config());
    const kubeconfig = [first, join(folder, "none"), second].join(delimiter);
    const target = await findClusterTarget(
      { kubeconfig, context: null },
      surroundings(),
    );
    expect(target.server.hostname).toBe("first");
    expect(target.user.token).toBe("t");
    expect(target.cluster["certificate-authority"]).toBe(
      join(folder, "a", "ca.crt"),
    );
  });

  it("is the pod's own when there is no kubeconfig but a service account", async () => {
    await write("sa/token", "x");
    const target = await findClusterTarget(
      { kubeconfig: null, context: null },
      surroundings({
        KUBERNETES_SERVICE_HOST: "fd00::1",
        KUBERNETES_SERVICE_PORT: "443",
      }),
    );
    expect(target).toMatchObject({ context: "in-cluster" });
    expect(target.server.href).toBe("https://[fd00::1]/");
    expect(target.user.tokenFile).toBe(join(folder, "sa", "token"));
  });

  it.each([
    ["missing file", { kubeconfig: "/no/such/file" }, "kubeconfig-missing"],
    ["nothing anywhere", { kubeconfig: null }, "kubeconfig-missing"],
  ])("%s: %j is %s", async (_name, settings, code) => {
    const found = findClusterTarget(
      { context: null, ...settings },
      surroundings(),
    );
    await expect(found).rejects.toMatchObject({ code });
  });

  it.each([
    ["not YAML", "a: [", "kubeconfig-invalid", /is not YAML/],
    ["a list", "- a", "kubeconfig-invalid", /is no kubeconfig/],
    [
      "no context",
      { ...config(), "current-context": "" },
      "context-unknown",
      /names no current context/,
    ],
    [
      "a server that is no URL",
      config({ server: "10.0.0.1:6443" }),
      "kubeconfig-invalid",
      /neither https nor http|not a URL/,
    ],
    [
      "plain HTTP to another machine",
      config({ server: "http://10.0.0.1" }),
      "kubeconfig-invalid",
      /plain HTTP/,
    ],
    [
      "as-uid",
      config({ user: { as: "a", "as-uid": "7" } }),
      "kubeconfig-invalid",
      /as-uid or as-user-extra/,
    ],
    [
      "as-user-extra",
      config({ user: { as: "a", "as-user-extra": { k: ["v"] } } }),
      "kubeconfig-invalid",
      /as-uid or as-user-extra/,
    ],
    [
      "groups without a user",
      config({ user: { "as-groups": ["g"] } }),
      "kubeconfig-invalid",
      /as-groups without/,
    ],
  ])("refuses %s", async (_name, content, code, message) => {
    await expect(find(content)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/./),
    });
  });

  it.each([
    ["http://ann:s3cret@127.0.0.1:8001"],
    ["https://ann:s3cret@10.0.0.1"],
    ["https://s3cret@10.0.0.1"],
    ["http://ann:s3cret@10.0.0.1"],
    ["ftp://ann:s3cret@10.0.0.1"],
    ["ann:s3cret@10.0.0.1"],
    ["https://ann:s3cret@not a host"],
  ])(
    "refuses credentials in the server address %s without repeating them",
    async (server) => {
      const error = await find(config({ server })).catch(
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ code: "kubeconfig-invalid" });
      expect(inspect(error, { depth: 9 })).not.toMatch(/s3cret|ann:/);
    },
  );

  it("lists the contexts there are when an unknown one is asked for", async () => {
    await expect(find(config(), "prod")).rejects.toMatchObject({
      code: "context-unknown",
      remedy: expect.stringContaining("one, two"),
    });
    await expect(find(config(), "dangling")).rejects.toMatchObject({
      code: "kubeconfig-invalid",
    });
  });

  it.each([
    ["http://127.0.0.1:8001", {}],
    ["http://localhost:8001", {}],
    ["http://[::1]:8001", {}],
    ["http://10.0.0.1", { "insecure-skip-tls-verify": true }],
  ])("accepts plain HTTP at %s %j", async (server, cluster) => {
    expect((await find(config({ server, cluster }))).server.protocol).toBe(
      "http:",
    );
  });

  it("never quotes the file, which may hold secrets", async () => {
    const broken = find('users: [{name: u, user: {token: "s3cret"');
    await expect(broken).rejects.toMatchObject({
      message: expect.not.stringContaining("s3cret"),
    });
  });
});
