import { expect, test } from "./fixtures";

test.use({ allowedErrors: [/502|503|Failed to load resource/] });

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

test("why a source is not read is said in the reader's language", async ({
  world,
  page,
  baseURL,
}) => {
  await page
    .context()
    .addCookies([{ name: "lang", value: "zh", url: baseURL ?? "" }]);
  await world.faults({ prometheus: { html: true } });
  await page.goto("/?window=15m");
  await page.getByText("详情").first().click();
  await expect(page.getByText("但不是 Prometheus").first()).toBeVisible();
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

test("a malformed policy is named, and the modes it may decide are unknown", async ({
  matrix,
  world,
  page,
}) => {
  await matrix.open();
  await expect(matrix.policy("httpbin", "foo")).toHaveText("PERMISSIVE");
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "garbled", namespace: "foo" },
    spec: { mtls: { mode: 7 } },
  });
  await expect(matrix.policy("httpbin", "foo")).toHaveText("UNKNOWN");
  await expect(matrix.policy("httpbin", "bar")).toHaveText("PERMISSIVE");
  await page.getByText("Details").first().click();
  await expect(page.getByText(/garbled/).first()).toBeVisible();
});
