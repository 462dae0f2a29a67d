import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ scenario: "shop", viewport: { width: 390, height: 844 } });

test.beforeEach(async ({ page }) => {
  await page.goto("/?window=5m");
  await expect(page.locator("#matrix")).toBeVisible();
});

test("a namespace says what its policy is, what is worst and what is ready, before it is opened", async ({
  page,
}) => {
  await page.goto("/?window=5m&fold=shut");
  const checkout = page.getByRole("button", { name: /^checkout / });
  await expect(checkout).toHaveAttribute("aria-expanded", "false");
  await expect(checkout).toContainText("1 of 5 STRICT");
  await expect(checkout).toContainText(/Blocked 1 of 5 · 3 ready/);
  await expect(checkout).toContainText(/[\d,]+ req · /);
  const ledger = page.getByRole("button", { name: /^ledger / });
  await expect(ledger).toContainText("STRICT");
  await expect(ledger).not.toContainText("Locked");
});

test("the work begins on the first screen", async ({ page }) => {
  const first = page.locator("#matrix > li").first();
  const box = await first.boundingBox();
  expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThan(844);
});

test("the time, the language and the theme are within reach of a thumb and of the keyboard", async ({
  page,
}) => {
  await page.getByRole("button", { name: /^Time window 5/ }).press("Enter");
  await page.getByRole("menuitemradio", { name: "6 h" }).press("Enter");
  await expect(page).toHaveURL(/window=6h/);
  await page.getByRole("button", { name: "Language and theme" }).press("Enter");
  await page.getByRole("button", { name: "简体中文" }).press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`axe finds nothing on the cards in the ${colorScheme} theme`, async ({
      page,
    }) => {
      await page.getByRole("button", { name: "Language and theme" }).click();
      expect(await violations(page)).toEqual([]);
    });
  });
}
