import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./violations";
import type { World } from "./world";

test.use({ scenario: "shop" });

/** Policies that select no pod: one finding each. */
function addUselessPolicies(world: World, count: number): void {
  for (let number = 0; number < count; number += 1) {
    world.simulator.store.seed({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: `leftover-${number}`, namespace: "web" },
      spec: {
        selector: { matchLabels: { app: `gone-${number}` } },
        mtls: { mode: "PERMISSIVE" },
      },
    });
  }
}

async function openFindings(page: Page, query = "?window=5m"): Promise<void> {
  await page.goto(`/findings${query}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    "findings",
  );
}

const link = (page: Page) =>
  page.getByRole("banner").getByRole("link", { name: /^Findings/ });

test("the header counts what is wrong and leads there", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  await expect(link(page)).toHaveAccessibleName(/\d+ errors?/);
  await link(page).click();
  await expect(page).toHaveURL(/\/findings\?window=5m$/);
  await expect(link(page)).toHaveAttribute("aria-current", "page");
  const shadowed = page.getByRole("region", { name: "Shadowed policy" });
  await expect(shadowed).toContainText(
    "PeerAuthentication accounts/enforce-mtls has no effect",
  );
  await expect(shadowed).toContainText("policy-shadowed");
  await expect(
    page.getByRole("region", { name: "Selector in the root namespace" }),
  ).toContainText("istio-system/search-api-strict");
  await page.getByRole("link", { name: "Back to the matrix" }).click();
  await expect(page.getByRole("treegrid")).toBeVisible();
});

test("a service leads to its panel, which says the same", async ({
  matrix,
  page,
}) => {
  await openFindings(page);
  await page
    .getByRole("region", { name: "Plaintext to STRICT" })
    .getByRole("link", { name: "search/indexer" })
    .click();
  await expect(page).toHaveURL(/window=5m&at=search(\/|%2F)indexer/);
  const dialog = matrix.dialog();
  await expect(dialog).toContainText("plaintext-to-strict");
  await expect(dialog).toContainText(
    "DestinationRule web/search-without-mtls makes clients in web send plaintext",
  );
  await expect(
    dialog.getByText("kubectl -n web edit destinationrule/search-without-mtls"),
  ).toBeVisible();
});

test("a service without findings has no such section", async ({
  matrix,
  page,
}) => {
  await page.goto("/?window=5m&at=web/storefront");
  await expect(matrix.dialog()).toContainText("Verdict");
  await page.waitForLoadState("networkidle");
  await expect(
    matrix.dialog().getByRole("heading", { name: "Findings" }),
  ).toHaveCount(0);
});

test("filters live in the address", async ({ page }) => {
  await openFindings(page);
  await page
    .getByRole("combobox", { name: "Namespace" })
    .selectOption("search");
  await page.getByRole("button", { name: /errors?$/ }).click();
  await page.getByRole("searchbox").fill("indexer");
  await expect(page).toHaveURL(/q=indexer/);
  await expect(page.getByRole("heading", { level: 3 })).toHaveText([
    "Plaintext to STRICT",
  ]);
  await page.reload();
  await expect(page.getByRole("heading", { level: 3 })).toHaveText([
    "Plaintext to STRICT",
  ]);
  await page.getByRole("searchbox").fill("no such thing");
  await expect(page.getByText("No finding matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/findings\?window=5m$/);
  await expect(
    page.getByRole("region", { name: "Shadowed policy" }),
  ).toBeVisible();
});

test("the search reaches what the list has no room for", async ({
  page,
  world,
}) => {
  addUselessPolicies(world, 1_200);
  await openFindings(page);
  await expect(page.getByText(/1,000 of 1,2\d\d are listed/)).toBeVisible({
    timeout: 20_000,
  });
  for (const name of ["leftover-7", "leftover-1199"]) {
    await page.getByRole("searchbox").fill(`web/${name}`);
    await expect(
      page.getByText(`PeerAuthentication web/${name} has`),
    ).toBeVisible();
  }
  await expect(page.getByText("are listed")).toHaveCount(0);
  await page.getByRole("searchbox").fill("Shadowed");
  await expect(page.getByRole("heading", { level: 3 })).toHaveText([
    "Shadowed policy",
  ]);
  await page.getByRole("searchbox").fill("");
  await page
    .getByRole("combobox", { name: "Kind of finding" })
    .selectOption("policy-shadowed");
  await expect(page).toHaveURL(/code=policy-shadowed/);
  await expect(page.getByRole("heading", { level: 3 })).toHaveText([
    "Shadowed policy",
  ]);
});

test("hundreds of one code are folded, and come by themselves", async ({
  page,
  world,
}) => {
  await openFindings(page);
  addUselessPolicies(world, 300);
  const group = page.getByRole("region", { name: "Policy selects no pod" });
  await expect(group.getByRole("heading")).toContainText("300", {
    timeout: 20_000,
  });
  const items = group.getByText(/^PeerAuthentication web\/leftover-\d+ has/);
  await expect(items).toHaveCount(5);
  const more = group.getByRole("button", { name: "Show all 300" });
  await more.focus();
  await page.keyboard.press("Enter");
  await expect(items).toHaveCount(300);
  await page.getByRole("searchbox").fill("leftover-299");
  await expect(items).toHaveCount(1);
});

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test(`axe finds nothing on the findings in the ${theme} theme`, async ({
      page,
    }) => {
      await openFindings(page);
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("nothing is cut off on a telephone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openFindings(page);
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

test("the findings are said in Chinese", async ({ page, baseURL }) => {
  await page
    .context()
    .addCookies([{ name: "lang", value: "zh", url: baseURL ?? "" }]);
  await page.goto("/findings?window=5m");
  await expect(
    page.getByRole("heading", { name: "被遮蔽的策略" }),
  ).toBeVisible();
});

test("the route answers, knows its version, and refuses what it does not know", async ({
  page,
  request,
}) => {
  // The page itself is not needed, but its fixture begins the scenario anew.
  expect(page.url()).toBe("about:blank");
  const answer = await request.get("/api/findings?namespace=accounts");
  expect(answer.status()).toBe(200);
  const found = await answer.json();
  expect(found).toMatchObject({ complete: true, unread: [] });
  expect(found.findings[0]).toMatchObject({
    code: "policy-shadowed",
    objects: [
      { kind: "PeerAuthentication", name: "enforce-mtls" },
      { kind: "PeerAuthentication", name: "default" },
    ],
  });
  const etag = answer.headers().etag ?? "";
  const again = await request.get("/api/findings?namespace=accounts", {
    headers: { "if-none-match": etag },
  });
  expect(again.status()).toBe(304);
  for (const query of ["?service=cart", "?severity=fatal", "?colour=red"]) {
    const refused = await request.get(`/api/findings${query}`);
    expect(refused.status()).toBe(400);
  }
});
