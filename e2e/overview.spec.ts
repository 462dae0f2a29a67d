import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ scenario: "shop" });

async function openOverview(page: Page, query = "?window=5m"): Promise<void> {
  await page.goto(`/overview${query}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    "services locked",
  );
}

const part = (page: Page, name: string | RegExp) =>
  page.getByRole("region", { name });

test("the header leads there and back, and the window goes along", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  const views = page.getByRole("navigation", { name: "Views" });
  await views.getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveURL(/\/overview\?window=5m$/);
  await expect(views.getByRole("link", { name: "Overview" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await views.getByRole("link", { name: "Matrix" }).click();
  await expect(page.getByRole("treegrid")).toBeVisible();
});

test("progress counts every service once, and says how many calls are missing from all of them", async ({
  page,
}) => {
  const answer = page.waitForResponse(/\/api\/overview\?window=5m/);
  await openOverview(page);
  const { work } = await (await answer).json();
  const counts = Object.values<{ count: number }>(work);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    `of ${all}`,
  );
  const progress = part(page, "Progress");
  await expect(progress).toContainText(/\d+(\.\d+)?\s%\s*of requests/);
  await expect(progress).toContainText(/[\d,]+ of [\d,]+ are not/);
  await expect(progress).not.toContainText(/100\s%/);
});

test("the course of all traffic shows plaintext for each unit apart", async ({
  page,
}) => {
  await openOverview(page);
  const trend = part(page, /^All traffic of the last/);
  for (const unit of ["Requests", "Connections"]) {
    await expect(
      trend.getByRole("img", {
        name: new RegExp(`^${unit} to the whole mesh.*Plaintext in \\d+ of`),
      }),
    ).toBeVisible();
  }
  await expect(trend.locator(".recharts-bar-rectangle").first()).toBeVisible();
});

test("the work list names what can be locked, and leads to the services", async ({
  page,
}) => {
  await openOverview(page);
  const work = part(page, "Work list");
  await expect(work.getByRole("heading", { level: 3 })).toHaveText([
    "Lock these next",
    "Blocked",
    "Unknown",
    "Locked",
  ]);
  const first = work.getByRole("listitem").first().getByRole("link");
  const name = await first.innerText();
  await first.click();
  await expect(page).toHaveURL(
    new RegExp(`/services/${name.replace(/\s/g, "")}\\?window=5m`),
  );
});

test("a namespace leads to its services in the matrix", async ({ page }) => {
  await openOverview(page);
  const link = part(page, "Namespaces").getByRole("link", { name: "checkout" });
  await link.click();
  await expect(page).toHaveURL(/\/\?window=5m&ns=checkout/);
});

test("what stands in the way is counted by caller, object and reason, and shared by its address", async ({
  page,
}) => {
  await openOverview(page);
  const blockers = part(page, "What stands in the way");
  await expect(blockers).toContainText("callers without a name");
  await blockers.getByRole("button", { name: "Objects" }).click();
  await expect(blockers).toContainText(
    "DestinationRule web/search-without-mtls",
  );
  await expect(page).toHaveURL(/by=objects/);
  await page.goto("/overview?window=5m&by=reasons");
  await expect(blockers).toContainText("Plaintext arrives");
});

test("a policy that is made, and what it does to verdicts, appears as it happens", async ({
  page,
  world,
}) => {
  await openOverview(page);
  const changes = part(page, "Recent changes");
  await expect(changes).toContainText("when Lockstep started");
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "just-made", namespace: "web" },
    spec: { mtls: { mode: "STRICT" } },
  });
  await expect(changes).toContainText(
    "PeerAuthentication web/just-made created (STRICT)",
    { timeout: 15_000 },
  );
  await expect(changes).toContainText(/to Locked/, { timeout: 15_000 });
  world.simulator.store.remove("PeerAuthentication", "web", "just-made");
  await expect(changes).toContainText(
    "PeerAuthentication web/just-made deleted (STRICT)",
    { timeout: 15_000 },
  );
});

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test(`axe finds nothing on the overview in the ${theme} theme`, async ({
      page,
    }) => {
      await openOverview(page);
      await expect(
        page.locator(".recharts-bar-rectangle").first(),
      ).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("the overview speaks Chinese to a Chinese browser", async ({
  browser,
  world,
}) => {
  const page = await browser.newPage({ locale: "zh-CN", baseURL: world.url });
  await page.goto("/overview?window=5m");
  for (const title of ["工作清单", "阻碍因素", "命名空间", "最近的变化"]) {
    await expect(part(page, title)).toBeVisible();
  }
  await page.close();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("nothing is cut off, and everything is there", async ({ page }) => {
    await openOverview(page);
    await expect(part(page, "Recent changes")).toBeVisible();
    const widths = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(widths[0]).toBe(widths[1]);
  });
});

test("on paper the overview says where and of which day it is, and has nothing to press", async ({
  page,
}) => {
  await openOverview(page);
  await expect(page.getByRole("img", { name: /^Requests/ })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(
    page.getByText(/^Cluster .* · As of \d+ \w+ \d{4}, .*GMT/),
  ).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("link", { name: /in the matrix$/ })).toHaveCount(
    0,
  );
  await expect(page.locator(".recharts-surface")).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await expect(page.locator(".recharts-surface").first()).toBeVisible();
});
