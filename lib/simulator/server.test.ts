import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { type Simulator, startSimulator } from "./server";

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(async () => {
  await simulator.stop();
  expect(existsSync(simulator.kubeconfigPath)).toBe(false);
});

async function control(action: string, body?: object): Promise<unknown> {
  const response = await fetch(
    `${simulator.url}/_sim/${action}`,
    body === undefined ? {} : { method: "POST", body: JSON.stringify(body) },
  );
  return { http: response.status, ...(await response.json()) };
}

async function prometheus(path: string, init?: RequestInit) {
  const response = await fetch(`${simulator.prometheusUrl}${path}`, init);
  return { http: response.status, text: await response.text() };
}

async function kubernetes(user: "admin" | "viewer" | "nobody", path: string) {
  const text = await readFile(simulator.kubeconfigPaths[user], "utf8");
  const config = z
    .object({
      users: z.tuple([z.object({ user: z.object({ token: z.string() }) })]),
    })
    .parse(parse(text));
  const token = config.users[0].user.token;
  return fetch(`${simulator.url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

describe("the simulated cluster over HTTP", () => {
  it("writes kubeconfigs only their owner may read, one per kind of user", async () => {
    for (const path of Object.values(simulator.kubeconfigPaths)) {
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    const path = "/apis/security.istio.io/v1/peerauthentications";
    expect((await kubernetes("admin", path)).status).toBe(200);
    expect((await kubernetes("viewer", path)).status).toBe(200);
    expect((await kubernetes("nobody", path)).status).toBe(403);
  });

  it("answers Prometheus queries by GET and by POST form, with the real envelope", async () => {
    const query = new URLSearchParams({ query: "count(istio_build)" });
    const get = await prometheus(`/api/v1/query?${query}`);
    const post = await prometheus("/api/v1/query", {
      method: "POST",
      body: query,
    });
    for (const { http, text } of [get, post]) {
      expect(http).toBe(200);
      expect(JSON.parse(text)).toMatchObject({
        status: "success",
        data: {
          resultType: "vector",
          result: [{ metric: {}, value: [expect.any(Number), "4"] }],
        },
      });
    }
    expect((await prometheus("/-/ready")).http).toBe(200);
  });

  it.each([
    [
      "/api/v1/query?query=sum(",
      400,
      "bad_data",
      'invalid parameter "query": 1:5: parse error',
    ],
    [
      "/api/v1/query?query=up&time=soon",
      400,
      "bad_data",
      'invalid parameter "time": cannot parse "soon" to a valid timestamp',
    ],
    [
      "/api/v1/query_range?query=up&start=0&end=90000&step=1",
      400,
      "bad_data",
      "exceeded maximum resolution of 11,000 points",
    ],
    [
      "/api/v1/query_range?query=up&start=9&end=8&step=1",
      400,
      "bad_data",
      "end timestamp must not be before start time",
    ],
    [
      "/api/v1/query_range?query=up&start=0&end=1&step=0",
      400,
      "bad_data",
      "zero or negative query resolution",
    ],
    [
      "/api/v1/query?query=stddev(up)",
      422,
      "execution",
      "does not support the aggregation stddev",
    ],
    ["/api/v1/series", 400, "bad_data", "no match[] parameter provided"],
  ])("refuses %s", async (path, http, errorType, words) => {
    const answer = await prometheus(path);
    expect(answer.http).toBe(http);
    const body = JSON.parse(answer.text);
    expect(body).toMatchObject({ status: "error", errorType });
    expect(body.error).toContain(words);
  });

  it("lists series, labels and label values", async () => {
    const match = new URLSearchParams({
      "match[]": 'istio_build{namespace="foo"}',
    });
    const series = JSON.parse(
      (await prometheus(`/api/v1/series?${match}`)).text,
    );
    expect(series.data).toHaveLength(2);
    expect(series.data[0].__name__).toBe("istio_build");
    const labels = JSON.parse((await prometheus("/api/v1/labels")).text);
    expect(labels.data).toContain("connection_security_policy");
    const values = JSON.parse(
      (await prometheus("/api/v1/label/reporter/values")).text,
    );
    expect(values.data).toEqual(["destination", "source"]);
  });

  it("shows every counter on /metrics", async () => {
    const response = await fetch(`${simulator.url}/metrics`);
    const text = await response.text();
    expect(response.headers.get("content-type")).toContain("version=0.0.4");
    expect(text).toContain("# TYPE istio_requests_total counter");
    expect(text.match(/^istio_build\{/gm)).toHaveLength(4);
  });

  it("makes Prometheus fail on demand, and well again", async () => {
    await control("faults", { prometheus: { down: true } });
    expect((await prometheus("/api/v1/query?query=up")).http).toBe(503);
    await control("faults", { prometheus: { down: false, html: true } });
    expect((await prometheus("/api/v1/query?query=up")).text).toContain(
      "<!doctype html>",
    );
    await control("faults", {
      prometheus: { html: false, warnings: ["slow block"], partial: true },
    });
    const partial = JSON.parse(
      (await prometheus("/api/v1/query?query=istio_build")).text,
    );
    expect(partial.warnings).toHaveLength(2);
    expect(partial.data.result).toHaveLength(2);
    await control("faults", { reset: true });
    const well = JSON.parse(
      (await prometheus("/api/v1/query?query=istio_build")).text,
    );
    expect(well.warnings).toBeUndefined();
    expect(well.data.result).toHaveLength(4);
  });

  it("makes the API server fail on demand", async () => {
    await control("faults", { kubernetes: { unavailable: true } });
    expect((await kubernetes("admin", "/api/v1/pods")).status).toBe(503);
    await control("faults", {
      kubernetes: { unavailable: false, absent: ["security.istio.io"] },
    });
    expect(
      (
        await kubernetes(
          "admin",
          "/apis/security.istio.io/v1/peerauthentications",
        )
      ).status,
    ).toBe(404);
    await control("faults", { reset: true });
    expect(
      (
        await kubernetes(
          "admin",
          "/apis/security.istio.io/v1/peerauthentications",
        )
      ).status,
    ).toBe(200);
  });

  it("moves the world's time", async () => {
    const before = simulator.clock.nowMs();
    await control("advance", { seconds: 600 });
    expect(simulator.clock.nowMs() - before).toBeGreaterThanOrEqual(600_000);
  });

  it("tells what callers live through", async () => {
    const answer = await control("calls");
    expect(answer).toMatchObject({ http: 200 });
    expect(JSON.stringify(answer)).toContain("sleep.legacy → httpbin.foo");
  });

  it("starts over with another scenario in the same store", async () => {
    simulator.store.seed({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "leftover", namespace: "foo" },
      spec: {},
    });
    expect(await control("reset", { scenario: "empty" })).toMatchObject({
      http: 200,
      scenario: "empty",
      series: 0,
    });
    expect(
      (
        await kubernetes(
          "admin",
          "/apis/security.istio.io/v1/peerauthentications",
        )
      ).status,
    ).toBe(404);
    expect(await control("reset", { scenario: "migration" })).toMatchObject({
      http: 200,
      series: 16,
    });
    expect(simulator.store.list("PeerAuthentication")).toEqual([]);
  });

  it.each([
    ["reset", { scenario: "nowhere" }, "unknown scenario"],
    ["advance", { seconds: -1 }, "seconds"],
    ["faults", { kubernetes: { onFire: true } }, "onFire"],
  ])("refuses %s %j", async (action, body, words) => {
    const answer = await control(action, body);
    expect(answer).toMatchObject({ http: 400 });
    expect(JSON.stringify(answer)).toContain(words);
  });
});

describe("what proxies log", () => {
  it("is read through the Kubernetes API, as far back and as much as is asked for", async () => {
    await control("reset", { scenario: "migration", seed: 7 });
    await control("advance", { seconds: 600 });
    const pods = z
      .object({
        items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
      })
      .parse(
        await (
          await kubernetes(
            "viewer",
            "/api/v1/namespaces/foo/pods?labelSelector=app%3Dhttpbin",
          )
        ).json(),
      );
    const path = `/api/v1/namespaces/foo/pods/${pods.items[0]?.metadata.name}/log?container=istio-proxy`;
    const lines = async (query: string) =>
      (await (await kubernetes("viewer", `${path}${query}`)).text())
        .split("\n")
        .slice(0, -1);
    expect((await kubernetes("nobody", path)).status).toBe(403);
    const minute = await lines("&sinceSeconds=60");
    expect(minute.length).toBeGreaterThan(150);
    expect(minute.length).toBeLessThan(200);
    expect((await lines("&sinceSeconds=60&tailLines=10")).at(0)).toBe(
      minute.at(-10),
    );
    // What applications write is nobody's business here.
    const own = await kubernetes(
      "viewer",
      path.replace("istio-proxy", "httpbin"),
    );
    expect(await own.text()).toBe("");
  });
});
