import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** The panel is a modal dialog: while it is open there is no grid to wait for. */
const OPEN = "/?window=5m&at=foo/httpbin";

test("the panel shows when plaintext came, in a picture, in a sentence and in a table", async ({
  matrix,
  page,
}) => {
  await page.goto(OPEN);
  const dialog = matrix.dialog();
  const chart = dialog.getByRole("img", {
    name: /^Requests to foo\/httpbin over the last 5.min\. Plaintext in \d+ of 20 steps, last \d\d:\d\d:\d\d/,
  });
  await expect(chart).toBeVisible();
  await expect(dialog.getByText(/^Plaintext in \d+ of 20 steps/)).toBeVisible();
  await expect(
    dialog.getByRole("table", { name: "When plaintext requests came" }),
  ).toBeAttached();
  // The bars, which came with the chart library, and below them a mark per step with plaintext.
  await expect(chart.locator(".recharts-bar-rectangle").first()).toBeVisible();
  const marks = await chart.locator('[data-step="plaintext"]').count();
  expect(marks).toBeGreaterThan(0);
  await expect(
    dialog.getByText(new RegExp(`^Plaintext in ${marks} of 20 steps`)),
  ).toBeVisible();
  await expect(dialog.getByRole("img")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("an open chart follows the migration until no plaintext is left", async ({
  matrix,
  world,
  page,
}) => {
  await matrix.open();
  await matrix.button("Use mutual TLS", "httpbin", "bar").click();
  await matrix.dialog().getByRole("button", { name: "Use mutual TLS" }).click();
  await expect(matrix.dialog()).toBeHidden();
  await page.goto("/?window=5m&at=bar/httpbin");
  const marks = matrix.dialog().locator('[data-step="plaintext"]');
  await expect(marks).not.toHaveCount(0);
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "default", namespace: "bar" },
    spec: { mtls: { mode: "STRICT" } },
  });
  await world.advance(900);
  // The open chart follows, though it asks no oftener than every fifteen seconds.
  await expect(
    matrix.dialog().getByText("No plaintext in 20 steps with figures."),
  ).toBeVisible({ timeout: 20_000 });
  await expect(marks).toHaveCount(0);
  await expect(
    matrix.dialog().locator('[data-step="mutual_tls"]').first(),
  ).toBeAttached();
});

test("the chart library is loaded with the first chart, not with the page", async ({
  matrix,
  page,
}) => {
  const scripts = collectScripts(page);
  await matrix.open();
  await page.waitForLoadState("networkidle");
  expect(await scripts.some("recharts")).toBe(false);
  await page.goto(OPEN);
  await expect(page.locator(".recharts-bar-rectangle").first()).toBeVisible();
  expect(await scripts.some("recharts")).toBe(true);
});

test("nothing below the chart moves when it arrives", async ({
  matrix,
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/traffic?*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(OPEN);
  const below = matrix.dialog().getByRole("heading", {
    name: "Why",
    exact: true,
  });
  await expect(matrix.dialog()).toContainText("Reading Prometheus…");
  // The panel itself slides in.
  await page.waitForTimeout(400);
  const before = await below.boundingBox();
  release();
  await expect(page.locator(".recharts-bar-rectangle").first()).toBeVisible();
  const after = await below.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? -100))).toBeLessThanOrEqual(
    1,
  );
});

test("Chinese words and local times", async ({ matrix, page, baseURL }) => {
  await page
    .context()
    .addCookies([{ name: "lang", value: "zh", url: baseURL ?? "" }]);
  await page.goto(OPEN);
  await expect(
    matrix.dialog().getByText(/20 个时段中有 \d+ 个出现明文/),
  ).toBeVisible();
});

test.describe("without Prometheus", () => {
  // The browser itself reports the answer 502.
  test.use({ allowedErrors: [/502 \(Bad Gateway\)/] });

  test("the panel says so calmly, with what to do", async ({
    matrix,
    world,
    page,
  }) => {
    await world.faults({ prometheus: { down: true } });
    await page.goto(OPEN);
    const notice = matrix.dialog().getByRole("status");
    await expect(notice).toContainText("Prometheus gives no usable answer.");
    await expect(notice).toContainText("Prometheus may be starting");
    await expect(matrix.dialog().getByRole("img")).toHaveCount(0);
  });
});

test("the route answers per step, and refuses what it does not know", async ({
  page,
  request,
}) => {
  // The page itself is not needed, but its fixture begins the scenario anew.
  expect(page.url()).toBe("about:blank");
  const path = "/api/services/foo/httpbin/traffic";
  const answer = await request.get(`${path}?window=15m`);
  expect(answer.status()).toBe(200);
  const traffic = await answer.json();
  expect(traffic).toMatchObject({
    namespace: "foo",
    service: "httpbin",
    window: "15m",
    stepSeconds: 15,
    workloads: ["httpbin"],
    warnings: [],
  });
  expect(traffic.steps).toHaveLength(60);
  const unknown = await request.get("/api/services/foo/nobody/traffic");
  expect(unknown.status()).toBe(404);
  expect(await unknown.json()).toMatchObject({ code: "service-unknown" });
  const malformed = await request.get(`${path}?window=2h&colour=red`);
  expect(malformed.status()).toBe(400);
});

/** Every script the page loads, searched by what is in it. */
function collectScripts(page: Page) {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    bodies.push(response.text().catch(() => ""));
  });
  return {
    some: async (text: string) =>
      (await Promise.all(bodies)).some((body) => body.includes(text)),
  };
}
