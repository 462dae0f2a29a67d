import { expect, test } from "./fixtures";

test("names what is wrong with a request", async ({ request }) => {
  const response = await request.get("/api/snapshot?window=2y&colour=red");
  expect(response.status()).toBe(400);
  expect(response.headers()["content-type"]).toBe("application/problem+json");
  const { code, detail } = await response.json();
  expect(code).toBe("invalid-request");
  expect(detail).toContain("window");
  expect(detail).toContain("colour");
});

test("answers 304 while nothing has changed", async ({ request }) => {
  await expect
    .poll(async () => {
      const first = await request.get("/api/snapshot?window=30d");
      const second = await request.get("/api/snapshot?window=30d", {
        headers: { "if-none-match": first.headers().etag ?? "" },
      });
      return second.status();
    })
    .toBe(304);
});

test("refuses writes from other sites and under foreign host names", async ({
  request,
  world,
}) => {
  const body = {
    action: "lock",
    namespace: "foo",
    service: "httpbin",
    window: "5m",
  };
  const foreign = await request.post("/api/enforcements?dryRun=true", {
    data: body,
    headers: { origin: "https://evil.example" },
  });
  expect(foreign.status()).toBe(403);
  const rebound = await request.get("/api/snapshot", {
    headers: { host: "evil.example" },
  });
  expect(rebound.status()).toBe(403);
  expect(world.simulator.store.list("PeerAuthentication")).toEqual([]);
});

test("data that is opened as a page may not run or load anything", async ({
  request,
}) => {
  const answer = await request.get("/api/openapi.json");
  const policy = answer.headers()["content-security-policy"];
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toContain("script-src");
});

test("describes itself", async ({ request }) => {
  const document = await (await request.get("/api/openapi.json")).json();
  expect(Object.keys(document.paths)).toContain("/api/snapshot");
});

test("refuses names that Kubernetes would not accept, quotes and all", async ({
  request,
  world,
}) => {
  const response = await request.post("/api/enforcements?dryRun=true", {
    data: {
      action: "lock",
      namespace: "foo",
      service: `x"} or vector(1) or {a="`,
      window: "5m",
    },
    headers: { origin: world.url },
  });
  expect(response.status()).toBe(400);
  expect((await response.json()).detail).toContain("service");
});
