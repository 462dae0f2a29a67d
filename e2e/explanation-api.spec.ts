import { expect, test } from "./fixtures";

test("the route explains each workload port, and refuses what it does not know", async ({
  page,
  request,
}) => {
  // The page itself is not needed, but its fixture begins the scenario anew.
  expect(page.url()).toBe("about:blank");
  const path = "/api/services/foo/httpbin/explanation";
  const answer = await request.get(path);
  expect(answer.status()).toBe(200);
  const explanation = await answer.json();
  expect(explanation).toMatchObject({
    namespace: "foo",
    service: "httpbin",
    unreadable: [],
    ports: [
      {
        workload: { kind: "Deployment", name: "httpbin" },
        steps: [
          { level: "mesh" },
          { level: "namespace" },
          { level: "workload" },
          { level: "port" },
        ],
      },
    ],
  });
  const unknown = await request.get("/api/services/foo/nobody/explanation");
  expect(unknown.status()).toBe(404);
  expect(await unknown.json()).toMatchObject({ code: "service-unknown" });
  const malformed = await request.get(`${path}?window=1h`);
  expect(malformed.status()).toBe(400);
});
