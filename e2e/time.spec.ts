import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.describe("a time range of one's own", () => {
  test("is chosen in the page, stands in the address, and survives a reload", async ({
    matrix,
    page,
  }) => {
    await matrix.open();
    await page.getByRole("button", { name: "Custom…" }).click();
    const amount = page.getByLabel("Length");
    await amount.fill("4");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(
      page.getByText("The shortest time range is 5 minutes."),
    ).toBeVisible();
    await expect(amount).toHaveValue("4");
    expect(await violations(page)).toEqual([]);

    await amount.fill("ninety");
    await amount.press("Enter");
    await expect(page.getByText("Write a whole number")).toBeVisible();
    await expect(amount).toHaveValue("ninety");

    await amount.fill("90");
    await amount.press("Enter");
    await expect(page).toHaveURL(/[?&]window=90m\b/);
    const shown = page.getByText("1 h 30 min").filter({ hasText: /Shown|·/ });
    await expect(shown.first()).toBeVisible();
    await page.reload();
    await expect(
      page.getByRole("button", { name: /Custom….*1.h.30.min/ }),
    ).toBeVisible();
    await expect(shown.first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  test("has one name: 60 minutes are the usual hour", async ({
    matrix,
    page,
  }) => {
    await matrix.open("?window=60m");
    await expect(
      page.getByRole("button", { name: /^1.h$/, pressed: true }),
    ).toBeVisible();
    const answer = await page.request.get("/api/snapshot?window=60m");
    expect((await answer.json()).window).toBe("1h");
  });

  test("that means nothing is named, and the usual one is shown", async ({
    matrix,
    page,
  }) => {
    for (const [asked, named] of [
      ["31d", "“31d”"],
      ["soon", "“soon”"],
      ["9".repeat(3_000), `“${"9".repeat(24)}…”`],
    ]) {
      await matrix.open(`?window=${asked}`);
      await expect(
        page.getByText(`${named} is no time range from 5 minutes to 30 days.`),
      ).toBeVisible();
    }
    await page.getByRole("button", { name: /^6.h$/ }).click();
    await expect(page.getByText("is no time range")).toHaveCount(0);
  });

  test("is refused by the API in words", async ({ page }) => {
    for (const path of ["/api/snapshot", "/api/snapshot/stream"]) {
      const answer = await page.request.get(`${path}?window=4m`);
      expect(answer.status()).toBe(400);
      expect((await answer.json()).detail).toContain("from 5m to 30d");
    }
  });
});

test.describe("the zone of times", () => {
  test("is the reader's own or UTC, everywhere at once, and is kept", async ({
    matrix,
    page,
  }) => {
    await matrix.open();
    const asOf = page.getByRole("button", { name: /^as of/ });
    await expect(asOf).toHaveText(/\d\d:\d\d:\d\d GMT\+5:45/);
    await expect(page.getByText(/GMT\+5:45/)).not.toHaveCount(1);
    await asOf.click();
    await page.getByRole("button", { name: "Universal time, UTC" }).click();
    await expect(asOf).toHaveText(/\d\d:\d\d:\d\d UTC/);
    await expect(page.getByText(/GMT/)).toHaveCount(0);
    await expect
      .poll(async () =>
        (await page.context().cookies()).some(({ name }) => name === "zone"),
      )
      .toBe(true);
    await page.reload();
    await expect(asOf).toHaveText(/UTC/);
    await expect(page.getByText(/GMT/)).toHaveCount(0);
  });
});

test("every source says how it is, since when, and in which version", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  await page.getByRole("button", { name: /^as of/ }).click();
  const row = page.getByRole("row", { name: /^PeerAuthentication/ });
  await expect(row).toContainText("security.istio.io/v1");
  await expect(row).toContainText("live");
  await expect(row).toContainText(/\d\d:\d\d:\d\d GMT\+5:45/);
  await expect(page.getByRole("row", { name: /^traffic/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(row).toHaveCount(0);
});

test.describe("refreshing by itself", () => {
  test("pauses in a tab out of sight, and goes on at once when it is seen", async ({
    matrix,
    page,
  }) => {
    await page.clock.install();
    await matrix.open();
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await turn(page, "hidden");
    await page.clock.runFor(61_000);
    await expect(page.getByText("Paused", { exact: true })).toBeVisible();

    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/snapshot")) asked.push(request.url());
    });
    await page.clock.runFor(120_000);
    expect(asked).toEqual([]);

    await turn(page, "visible");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    expect(asked.some((url) => url.includes("/stream"))).toBe(true);
    expect(asked.some((url) => !url.includes("/stream"))).toBe(true);
  });

  test("shows a policy by the few lines it changes; the snapshot is not read again", async ({
    matrix,
    world,
    page,
  }) => {
    await matrix.open();
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await page.waitForLoadState("networkidle");
    const read: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname === "/api/snapshot") read.push(request.url());
    });
    lock(world);
    await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT");
    expect(read).toEqual([]);
  });

  test("pauses behind a dialog, and shows what changed once it is closed", async ({
    matrix,
    world,
    page,
  }) => {
    await matrix.open();
    await matrix.button("Use mutual TLS", "httpbin", "foo").click();
    await expect(matrix.dialog()).toContainText("nothing was changed");
    await expect(page.getByText("Paused", { exact: true })).toBeAttached();
    lock(world);
    await page.waitForTimeout(1_500);
    await expect(
      page.locator(`tr:has([data-line="foo/httpbin"])`),
    ).not.toContainText("STRICT");
    await page.keyboard.press("Escape");
    await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
  });

  test.describe("without a stream", () => {
    test.use({ allowedErrors: [/Failed to load resource|ERR_FAILED/] });

    test("falls back to asking every few seconds, and says so", async ({
      matrix,
      world,
      page,
    }) => {
      await page.route("**/api/snapshot/stream**", (route) => route.abort());
      await matrix.open();
      await expect(page.getByText("Polling", { exact: true })).toBeVisible();
      lock(world);
      await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT", {
        timeout: 15_000,
      });
      await page.unroute("**/api/snapshot/stream**");
      await expect(page.getByText("Live", { exact: true })).toBeVisible({
        timeout: 20_000,
      });
    });
  });
});

function lock(world: import("./world").World): void {
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "httpbin", namespace: "foo" },
    spec: {
      selector: { matchLabels: { app: "httpbin" } },
      mtls: { mode: "STRICT" },
    },
  });
}

/** As if another tab were chosen: browsers under test keep theirs in view. */
async function turn(page: Page, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((visibilityState) => {
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => visibilityState,
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
