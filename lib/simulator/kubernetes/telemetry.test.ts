import { afterEach, describe, expect, it } from "vitest";
import { startTestCluster, type TestCluster } from "./test-cluster";

const clusters: TestCluster[] = [];

afterEach(() => {
  for (const cluster of clusters.splice(0)) {
    cluster.close();
  }
});

const path = (version: string, name = "") =>
  `/apis/telemetry.istio.io/${version}/namespaces/shop/telemetries${name}`;

function telemetry(spec: object) {
  return {
    apiVersion: "telemetry.istio.io/v1",
    kind: "Telemetry",
    metadata: { name: "who", namespace: "shop" },
    spec,
  };
}

const spec = {
  selector: { matchLabels: { app: "cart" } },
  accessLogging: [
    {
      providers: [{ name: "envoy" }],
      match: { mode: "SERVER" },
      filter: { expression: "connection.mtls == false" },
    },
  ],
};

async function start() {
  const cluster = await startTestCluster();
  clusters.push(cluster);
  const apply = (body: object, query = "") =>
    cluster.admin.call(
      "PATCH",
      `${path("v1", "/who")}?fieldManager=test${query}`,
      {
        body: JSON.stringify(body),
        headers: { "content-type": "application/apply-patch+yaml" },
      },
    );
  return { ...cluster, apply };
}

describe("a Telemetry", () => {
  it("is applied, and served in both versions", async () => {
    const { admin, apply } = await start();
    expect((await apply(telemetry(spec), "&dryRun=All")).code).toBe(201);
    expect((await admin.call("GET", path("v1", "/who"))).code).toBe(404);
    expect((await apply(telemetry(spec))).code).toBe(201);
    for (const version of ["v1", "v1alpha1"]) {
      expect(
        (await admin.call("GET", path(version, "/who"))).json,
      ).toMatchObject({ apiVersion: `telemetry.istio.io/${version}`, spec });
    }
    expect((await admin.call("DELETE", path("v1", "/who"))).code).toBe(200);
  });

  it.each([
    { accessLogging: [{ match: { mode: "INBOUND" } }] },
    { accessLogging: [{ providers: [{}] }] },
    { accessLogging: [{ disabled: "yes" }] },
    { metrics: [{ overrides: [{ match: { metric: "REQUESTS" } }] }] },
  ])("must be what its CRD says: %j", async (wrong) => {
    const { apply } = await start();
    expect((await apply(telemetry(wrong))).code).toBe(422);
  });

  it.each([
    "request.path == '/admin'",
    "connection.mtls = false",
    "response.code >= 400 && source.principal == ''",
  ])(
    "with a filter that is not simulated is turned away loudly: %s",
    async (expression) => {
      const { apply } = await start();
      const refused = await apply(
        telemetry({ accessLogging: [{ filter: { expression } }] }),
      );
      expect(refused.code).toBe(400);
      expect(refused.json.message).toContain(JSON.stringify(expression));
    },
  );
});
