import { expect, test } from "@playwright/test";
import { MatrixPage } from "@/e2e/pages/matrix-page";
import { type RunningApp, startApp } from "@/e2e/world";
import { type MirroredWorld, mirrorWorld } from "./mirrored-world";

let world: MirroredWorld;
let app: RunningApp;

test.beforeAll(async () => {
  const kubeconfig = process.env.TEST_KUBECONFIG;
  if (!kubeconfig) throw new Error("TEST_KUBECONFIG is not set");
  world = await mirrorWorld(kubeconfig);
  app = await startApp({
    KUBECONFIG: kubeconfig,
    PROMETHEUS_URL: world.prometheus.url,
  });
});

test.afterAll(async () => {
  await app?.stop();
  await world?.stop();
});

test("the migration of httpbin in foo, on a real API server and a real Prometheus", async ({
  page,
}) => {
  const matrix = new MatrixPage(page);
  await page.goto(`${app.url}/?window=5m`);
  const code = (from: string) =>
    world.simulator.world
      .calls()
      .find(({ flow }) => flow === `${from} → httpbin.foo`)?.code;

  await test.step("plaintext is seen, and who sends it", async () => {
    await expect(matrix.policy("httpbin", "foo")).toHaveText("PERMISSIVE");
    await expect(
      matrix.cell("httpbin", "foo", /called from bar: .*plaintext/),
    ).toBeVisible({ timeout: 30_000 });
    await expect(
      matrix.cell("httpbin", "foo", /without identity: .*plaintext/),
    ).toBeVisible();
  });

  await test.step("meshed clients are turned to mutual TLS", async () => {
    await matrix.button("Use mutual TLS", "httpbin", "foo").click();
    await expect(matrix.dialog()).toContainText(
      "accepted, nothing was changed",
    );
    await matrix
      .dialog()
      .getByRole("button", { name: "Use mutual TLS" })
      .click();
    await expect(matrix.dialog()).toBeHidden();
    // Both in the window: the share of mutual TLS grows, the plaintext of before stays visible.
    await expect(
      matrix.cell(
        "httpbin",
        "foo",
        /called from bar: [\d,]+ plaintext of [\d,]+/,
      ),
    ).toBeVisible({ timeout: 30_000 });
  });

  await test.step("the lock refuses exactly the caller without a proxy", async () => {
    await matrix.button("Plan", "httpbin", "foo").click();
    await expect(matrix.dialog()).toContainText("a caller without identity");
    await matrix.dialog().getByRole("textbox").fill("httpbin");
    await matrix
      .dialog()
      .getByRole("button", { name: "Lock to STRICT" })
      .click();
    await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT");
    await expect.poll(() => code("sleep.legacy")).toBe("000");
    expect(code("sleep.foo")).toBe("200");
    expect(code("sleep.bar")).toBe("200");
  });

  await test.step("undo removes the policy, and the old client gets through again", async () => {
    await matrix.button("Undo", "httpbin", "foo").click();
    await expect(matrix.dialog()).toContainText("Deletes PeerAuthentication");
    await matrix.dialog().getByRole("button", { name: "Unlock" }).click();
    await expect(matrix.policy("httpbin", "foo")).toHaveText("PERMISSIVE");
    await expect.poll(() => code("sleep.legacy")).toBe("200");
  });
});
