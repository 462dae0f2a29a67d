import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ scenario: "shop" });

const table = (page: Page) => page.getByRole("table");

async function openTable(page: Page, query = ""): Promise<void> {
  await page.goto(`/?window=5m&view=table${query}`);
  await expect(table(page)).toBeVisible();
}

test("the matrix becomes a table without a mouse, and the address says so", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  await page
    .getByRole("group", { name: "View" })
    .getByRole("button", { name: "Table" })
    .press("Enter");
  await expect(page).toHaveURL(/view=table/);
  await expect(table(page)).toHaveAccessibleName(
    /^\d+ services, traffic of the last 5/,
  );
  await expect(matrix.grid()).toBeHidden();
});

test("every service has its line, whatever the matrix folds", async ({
  page,
}) => {
  await openTable(page);
  const status = page
    .getByRole("region", { name: "Active filters" })
    .getByRole("status");
  const services = Number((await status.innerText()).split(" ")[0]);
  await expect(table(page).getByRole("rowheader")).toHaveCount(services);
});

test("a head sorts by its column, then the other way round", async ({
  page,
}) => {
  await openTable(page);
  const head = table(page).getByRole("columnheader", { name: "Service" });
  await expect(head).not.toHaveAttribute("aria-sort", /./);
  await head.getByRole("button").press("Enter");
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const names = await table(page).getByRole("rowheader").allInnerTexts();
  expect(names).toEqual(names.toSorted());
  await head.getByRole("button").press("Enter");
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/by=-service/);
});

test("one line is previewed under STRICT, and says whom it would refuse", async ({
  page,
}) => {
  await openTable(page, "&verdict=BLOCKED&calls=refused");
  const row = table(page).getByRole("row").nth(2);
  await row.getByRole("button", { name: /^STRICT on/ }).press("Enter");
  await expect(row).toContainText("would be refused");
  await expect(page).toHaveURL(/preview=[a-z-]+\/[a-z-]+/);
});

test("a line has the one button it has in the matrix, and it leads to the same plan", async ({
  matrix,
  page,
}) => {
  await openTable(page, "&verdict=READY");
  const row = table(page).getByRole("row").nth(2);
  await row.getByRole("button", { name: /^Lock / }).press("Enter");
  await expect(matrix.dialog()).toContainText("What is written");
  await expect(matrix.dialog()).toContainText("STRICT");
});

test("what is shown is copied for a spreadsheet", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openTable(page, "&policy=STRICT");
  const shown = await table(page).getByRole("rowheader").count();
  await page.getByRole("button", { name: "Copy as CSV" }).press("Enter");
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const lines = text.trimEnd().split(/\r?\n/);
  expect(lines[0]).toMatch(/^namespace,service,policy,/);
  expect(lines).toHaveLength(shown + 1);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`axe finds nothing on the table in the ${colorScheme} theme`, async ({
      page,
    }) => {
      await openTable(page, "&by=-requestsPlaintext&preview=all");
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("on a telephone the table scrolls by itself, and the page does not", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTable(page);
  const width = await page.evaluate(() => document.body.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
