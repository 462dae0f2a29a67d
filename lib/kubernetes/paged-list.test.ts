import { afterEach, beforeEach, expect, it } from "vitest";
import { connectKubernetes, type KubernetesConnection } from "./connection";
import { listPages } from "./paged-list";
import { type ScriptedApi, startScriptedApi } from "./testing/scripted-api";

const PATH = "/api/v1/pods";

let api: ScriptedApi;
let connection: KubernetesConnection;

beforeEach(async () => {
  api = await startScriptedApi();
  connection = await connectKubernetes({
    kubeconfig: await api.kubeconfig(),
    context: null,
  });
});

afterEach(async () => {
  connection.close();
  await api.close();
});

/** Three pages of one object each; the one called `failing` answers 500. */
function answerPages(failing: string | null) {
  api.override = ({ query }, response) => {
    const page = query.get("continue") ?? "1";
    const next = Number(page) + 1;
    response
      .writeHead(page === failing ? 500 : 200, {
        "content-type": "application/json",
      })
      .end(
        JSON.stringify({
          metadata: {
            resourceVersion: "7",
            ...(next <= 3 ? { continue: String(next) } : {}),
          },
          items: [{ metadata: { name: `pod-${page}` } }],
        }),
      );
    return true;
  };
}

const asked = () =>
  api.requests.map(({ query }) => query.get("continue") ?? "1");

function list(onProject: (name: string) => void) {
  return listPages(
    connection,
    { path: PATH, query: {}, metadataOnly: false },
    (item) => {
      const key = JSON.stringify(item);
      onProject(key);
      return { key, value: key };
    },
    { pageSize: 1, requestTimeoutMs: 5_000 },
    new AbortController().signal,
  );
}

it("reads every page once and in order", async () => {
  answerPages(null);
  const { projections, resourceVersion } = await list(() => undefined);
  expect(projections.map(({ key }) => key)).toEqual(
    [1, 2, 3].map((page) => `{"metadata":{"name":"pod-${page}"}}`),
  );
  expect(resourceVersion).toBe("7");
  expect(asked()).toEqual(["1", "2", "3"]);
});

it("fails as a whole where a later page fails, and asks no further", async () => {
  answerPages("2");
  await expect(list(() => undefined)).rejects.toThrow();
  expect(asked()).toEqual(["1", "2"]);
});
