import { afterEach, describe, expect, it } from "vitest";
import type { KubernetesHandlerOptions } from "./options";
import { startTestCluster, type TestCluster } from "./test-cluster";

const clusters: TestCluster[] = [];

afterEach(() => {
  for (const cluster of clusters.splice(0)) {
    cluster.close();
  }
});

const reader = {
  name: "reader",
  token: "reader-token",
  groups: [],
  rules: [
    {
      namespaces: ["shop"],
      verbs: ["get"],
      apiGroups: [""],
      resources: ["pods"],
    },
  ],
};

function pod(name: string, ...containers: string[]) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "shop" },
    spec: { containers: containers.map((it) => ({ name: it })) },
  };
}

async function start(podLog?: KubernetesHandlerOptions["podLog"]) {
  const cluster = await startTestCluster(
    {
      users: [
        reader,
        {
          ...reader,
          name: "log-reader",
          token: "log-token",
          rules: [
            ...reader.rules.map((rule) => ({
              ...rule,
              resources: ["pods/log"],
            })),
          ],
        },
      ],
      ...(podLog === undefined ? {} : { podLog }),
    },
    [pod("one", "app"), pod("two", "app", "istio-proxy")],
  );
  clusters.push(cluster);
  const get = (name: string, query = "", as = "admin-token") =>
    cluster.admin
      .as(as)
      .call("GET", `/api/v1/namespaces/shop/pods/${name}/log${query}`);
  return { ...cluster, get };
}

const written = () => [
  { timeMs: Date.UTC(2026, 0, 2, 3, 4, 4, 7), text: "first" },
  { timeMs: Date.UTC(2026, 0, 2, 3, 4, 5), text: "second" },
];

describe("the log of a pod", () => {
  it("is plain text, one line after the other", async () => {
    const { get, server } = await start(written);
    expect(await get("one")).toMatchObject({
      code: 200,
      text: "first\nsecond\n",
    });
    const response = await fetch(
      `${server}/api/v1/namespaces/shop/pods/one/log`,
      { headers: { authorization: "Bearer admin-token" } },
    );
    expect(response.headers.get("content-type")).toBe("text/plain");
  });

  it("hands on what is asked of it, relative times made absolute", async () => {
    const asked: unknown[] = [];
    const { get } = await start(({ container, sinceMs, tailLines }) => {
      asked.push({ container, sinceMs, tailLines });
      return [];
    });
    await get("two", "?container=istio-proxy&sinceSeconds=60&tailLines=7");
    await get("two", "?container=app&sinceTime=2026-01-02T03:00:00Z");
    await get("one");
    expect(asked).toEqual([
      {
        container: "istio-proxy",
        sinceMs: Date.UTC(2026, 0, 2, 3, 3, 5),
        tailLines: 7,
      },
      {
        container: "app",
        sinceMs: Date.UTC(2026, 0, 2, 3, 0, 0),
        tailLines: null,
      },
      { container: "app", sinceMs: null, tailLines: null },
    ]);
  });

  it("puts the time before each line on demand, and stops after so many bytes", async () => {
    const { get } = await start(written);
    expect((await get("one", "?timestamps=true")).text).toBe(
      "2026-01-02T03:04:04.007000000Z first\n2026-01-02T03:04:05.000000000Z second\n",
    );
    expect((await get("one", "?limitBytes=8")).text).toBe("first\nse");
  });

  it("needs the container's name where there are several", async () => {
    const { get } = await start(written);
    expect(await get("two")).toMatchObject({
      code: 400,
      json: {
        kind: "Status",
        reason: "BadRequest",
        message:
          "a container name must be specified for pod two, choose one of: [app istio-proxy]",
      },
    });
    expect((await get("two", "?container=ghost")).json.message).toBe(
      "container ghost is not valid for pod two",
    );
    expect(await get("three")).toMatchObject({
      code: 404,
      json: { message: 'pods "three" not found' },
    });
  });

  it.each([
    ["tailLines=-1", 422],
    ["sinceSeconds=0", 422],
    ["limitBytes=0", 422],
    ["sinceSeconds=5&sinceTime=2026-01-02T03:00:00Z", 422],
    ["tailLines=many", 400],
    ["sinceTime=yesterday", 400],
    ["follow=true", 400],
    ["previous=true", 400],
  ])("refuses %s with %d", async (query, code) => {
    const { get } = await start(written);
    expect((await get("one", `?${query}`)).code).toBe(code);
  });

  it("is for those who may get pods/log, which getting pods is not", async () => {
    const { get } = await start(written);
    expect((await get("one", "", "log-token")).code).toBe(200);
    expect(await get("one", "", "reader-token")).toMatchObject({
      code: 403,
      json: {
        message:
          'pods "one" is forbidden: User "reader" cannot get resource "pods/log" in API group "" in the namespace "shop"',
      },
    });
  });

  it("can be forbidden and lost like everything else", async () => {
    const { admin, faults, get } = await start(written);
    faults.forbid = [{ resource: "pods/log" }];
    expect((await get("one")).code).toBe(403);
    const podPath = "/api/v1/namespaces/shop/pods/one";
    expect((await admin.call("GET", podPath)).code).toBe(200);
    faults.unavailable = true;
    expect((await get("one")).code).toBe(503);
  });
});
