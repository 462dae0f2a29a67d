import { expect, test } from "./fixtures";

test.use({ allowedErrors: [/502|503|Failed to load resource/] });

test("without Prometheus nothing is shown as mutual TLS or ready", async ({
  matrix,
  world,
  page,
}) => {
  await world.faults({ prometheus: { down: true } });
  await matrix.open("?window=15m");
  await expect(
    page.getByText("Traffic is unknown: Prometheus gives no figures"),
  ).toBeVisible();
  await expect(matrix.row("httpbin", "foo").getByText("Ready")).toHaveCount(0);
  await expect(
    matrix.cell("httpbin", "foo", /no evidence/).first(),
  ).toBeVisible();
});

test("a Prometheus that answers HTML is named as such", async ({
  matrix,
  world,
  page,
}) => {
  await world.faults({ prometheus: { html: true } });
  await matrix.open("?window=6h");
  await expect(
    page.getByText("Traffic is unknown: Prometheus gives no figures"),
  ).toBeVisible();
  await page.getByText("Details").first().click();
  await expect(page.getByText(/not.*Prometheus/i).first()).toBeVisible();
});

test("policies that may not be read leave modes unknown, never permissive", async ({
  matrix,
  world,
  page,
}) => {
  await world.faults({
    kubernetes: {
      forbid: [{ resource: "peerauthentications" }],
      gone: true,
      dropWatches: true,
    },
  });
  await matrix.open();
  await expect(matrix.policy("httpbin", "foo")).toHaveText("UNKNOWN", {
    timeout: 20_000,
  });
  await expect(
    page.getByText(/sources? (is|are) not read completely/),
  ).toBeVisible();
});

test("cut watches recover, and what changed meanwhile is shown", async ({
  matrix,
  world,
}) => {
  await matrix.open();
  await world.faults({ kubernetes: { dropWatches: true } });
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "httpbin", namespace: "foo" },
    spec: {
      selector: { matchLabels: { app: "httpbin" } },
      mtls: { mode: "STRICT" },
    },
  });
  await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT", {
    timeout: 15_000,
  });
});
