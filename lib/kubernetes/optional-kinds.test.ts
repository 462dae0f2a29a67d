import { afterEach, beforeEach, expect, it } from "vitest";
import { eventually } from "./testing/eventually";
import {
  type ScriptedApi,
  sendStatus,
  startScriptedApi,
} from "./testing/scripted-api";
import { type StartedSource, startSource } from "./testing/started-source";

const CRON_JOBS = "/apis/batch/v1/cronjobs";

let api: ScriptedApi;
let source: StartedSource | undefined;

beforeEach(async () => {
  api = await startScriptedApi();
  api.items.set("/api/v1/namespaces", [{ metadata: { name: "shop" } }]);
});

afterEach(async () => {
  await source?.stop();
  source = undefined;
  await api.close();
});

async function synced() {
  source = await startSource(await api.kubeconfig());
  const started = source;
  await eventually(() => expect(started.reading().synced).toBe(true));
  return started;
}

function optionalStatements(started: StartedSource) {
  return started
    .reading()
    .statements.filter(({ id }) =>
      /cronjobs|webhook|apiservices|customresource|ingress|monitor|workloadentries|sidecars/.test(
        id,
      ),
    );
}

it("kinds that the mesh does not need are known to be none, and not spoken of, where they are not served", async () => {
  api.served.delete("batch");
  const started = await synced();
  expect(started.reading().inventory).toMatchObject({
    cronJobs: { complete: true, items: [] },
    apiServerCallees: { complete: true, items: [] },
    ingresses: { complete: true, items: [] },
    ingressClasses: { complete: true, items: [] },
    metricsMonitors: { complete: true, items: [] },
    workloadEntries: { complete: true, items: [] },
    sidecars: { complete: true, items: [] },
  });
  expect(optionalStatements(started)).toEqual([]);
});

it("one that is refused is incomplete, and told", async () => {
  api.served.set("batch", new Map([["v1", ["jobs", "cronjobs"]]]));
  api.override = ({ path }, response) =>
    path.endsWith("/cronjobs") && sendStatus(response, 403, "Forbidden");
  const started = await synced();
  const { inventory } = started.reading();
  expect(inventory.cronJobs).toEqual({
    complete: false,
    unreadIn: inventory.namespaces.map(({ name }) => name),
    items: [],
  });
  expect(optionalStatements(started)).toMatchObject([{ state: "forbidden" }]);
});

it("one object that cannot be read makes its kind incomplete, in its namespace alone", async () => {
  api.served.set("batch", new Map([["v1", ["jobs", "cronjobs"]]]));
  const jobTemplate = { spec: { template: {} } };
  api.items.set(CRON_JOBS, [
    { metadata: { name: "good", namespace: "shop" }, spec: { jobTemplate } },
    { metadata: { name: "bad", namespace: "shop" }, spec: {} },
  ]);
  const started = await synced();
  const { cronJobs } = started.reading().inventory;
  expect(cronJobs?.complete).toBe(false);
  expect(cronJobs?.unreadIn).toEqual(["shop"]);
  expect(cronJobs?.items.map(({ name }) => name)).toEqual(["good"]);
});

it("monitors of both kinds stand in one list, which stays the same until one of them changes", async () => {
  const group = "/apis/monitoring.coreos.com/v1";
  const monitor = (name: string) => ({
    metadata: { name, namespace: "shop" },
    spec: {},
  });
  api.served.set(
    "monitoring.coreos.com",
    new Map([["v1", ["servicemonitors", "podmonitors"]]]),
  );
  api.items.set(`${group}/servicemonitors`, [monitor("a")]);
  api.items.set(`${group}/podmonitors`, [monitor("b")]);
  const started = await synced();
  const read = () => started.reading().inventory.metricsMonitors;
  const before = read();
  expect(before?.items.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "ServiceMonitor a",
    "PodMonitor b",
  ]);
  await api.emit("/api/v1/pods", "ADDED", {
    metadata: { name: "p", namespace: "shop" },
    spec: { containers: [] },
  });
  await eventually(() =>
    expect(started.reading().inventory.pods).toHaveLength(1),
  );
  expect(read()?.items).toBe(before?.items);
  await api.emit(`${group}/podmonitors`, "ADDED", monitor("c"));
  await eventually(() => expect(read()?.items).toHaveLength(3));
});

it("definitions of custom resources are read a few at a time, and are what the API server calls", async () => {
  api.served.set(
    "apiextensions.k8s.io",
    new Map([["v1", ["customresourcedefinitions"]]]),
  );
  const path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  const service = { namespace: "ops", name: "convert" };
  const webhook = { clientConfig: { service } };
  api.items.set(path, [
    {
      metadata: { name: "a.example.com" },
      spec: { conversion: { strategy: "Webhook", webhook } },
    },
    { metadata: { name: "b.example.com" }, spec: {} },
  ]);
  const started = await synced();
  const asked = api.requests.find(
    (request) => request.path === path && !request.query.has("watch"),
  );
  expect(Number(asked?.query.get("limit"))).toBeLessThanOrEqual(25);
  expect(started.reading().inventory.apiServerCallees).toMatchObject({
    complete: true,
    items: [{ service: { ...service, port: 443 } }],
  });
});

it("definitions that may not be read leave open what the API server calls", async () => {
  api.served.set(
    "apiextensions.k8s.io",
    new Map([["v1", ["customresourcedefinitions"]]]),
  );
  api.override = ({ path }, response) =>
    path.endsWith("/customresourcedefinitions") &&
    sendStatus(response, 403, "Forbidden");
  const started = await synced();
  expect(started.reading().inventory.apiServerCallees?.complete).toBe(false);
});
