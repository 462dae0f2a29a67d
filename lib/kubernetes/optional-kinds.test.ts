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
    .statements.filter(({ id }) => /cronjobs|webhook|apiservices/.test(id));
}

it("kinds that the mesh does not need are known to be none, and not spoken of, where they are not served", async () => {
  api.served.delete("batch");
  const started = await synced();
  expect(started.reading().inventory).toMatchObject({
    cronJobs: { complete: true, items: [] },
    apiServerCallees: { complete: true, items: [] },
  });
  expect(optionalStatements(started)).toEqual([]);
});

it("one that is refused is incomplete, and told", async () => {
  api.served.set("batch", new Map([["v1", ["jobs", "cronjobs"]]]));
  api.override = ({ path }, response) =>
    path.endsWith("/cronjobs") && sendStatus(response, 403, "Forbidden");
  const started = await synced();
  expect(started.reading().inventory.cronJobs).toEqual({
    complete: false,
    items: [],
  });
  expect(optionalStatements(started)).toMatchObject([{ state: "forbidden" }]);
});

it("one object that cannot be read makes its kind incomplete", async () => {
  api.served.set("batch", new Map([["v1", ["jobs", "cronjobs"]]]));
  const jobTemplate = { spec: { template: {} } };
  api.items.set(CRON_JOBS, [
    { metadata: { name: "good", namespace: "shop" }, spec: { jobTemplate } },
    { metadata: { name: "bad", namespace: "shop" }, spec: {} },
  ]);
  const started = await synced();
  const { cronJobs } = started.reading().inventory;
  expect(cronJobs?.complete).toBe(false);
  expect(cronJobs?.items.map(({ name }) => name)).toEqual(["good"]);
});
