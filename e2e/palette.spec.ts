import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ scenario: "shop" });

const dialog = (page: Page) =>
  page.getByRole("dialog", { name: "Command palette" });
const field = (page: Page) => dialog(page).getByRole("combobox");
const options = (page: Page) => dialog(page).getByRole("option");

test("Ctrl-K, a few letters and Enter lead to a service", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("card-v");
  await expect(options(page).first()).toContainText("payments/card-vault");
  await expect(options(page).first()).toHaveAttribute("data-highlighted", "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/services\/payments\/card-vault\?window=5m$/);
  await expect(dialog(page)).toBeHidden();
});

test("the arrows move the highlight while the focus stays in the field", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("policy");
  await expect(options(page).first()).toContainText("Policy: STRICT");
  const first = await field(page).getAttribute("aria-activedescendant");
  await page.keyboard.press("ArrowDown");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).not.toHaveAttribute(
    "aria-activedescendant",
    first ?? "",
  );
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/policy=STRICT/);
});

test("Escape closes it and gives the focus back", async ({ matrix, page }) => {
  await matrix.open();
  const search = page.getByRole("searchbox");
  await search.focus();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(search).toBeFocused();
  const button = page.getByRole("button", { name: "Go to…" });
  await button.press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test("it does not open above a plan", async ({ page, matrix }) => {
  await matrix.open();
  await page.goto("/?window=5m&at=checkout/cart");
  await expect(matrix.dialog()).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(dialog(page)).toBeHidden();
});

test("it opens over a popover, which makes room, and just after Escape closed one", async ({
  page,
  matrix,
}) => {
  await matrix.open();
  const button = page.getByRole("button", { name: "Filter", exact: true });
  const popover = page.getByRole("dialog", { name: "Filters" });
  await button.click();
  await expect(popover).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  // By role it would be hidden even if it were open: all behind the palette is.
  await expect(page.locator("[role=dialog][data-side]")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await button.click();
  await expect(popover).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
});

test("from another page a filter leads to the matrix, in the same window", async ({
  page,
}) => {
  await page.goto("/findings?window=6h");
  // Figures in it: the page is alive, and hears the keys.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/\d/);
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("still perm");
  await expect(options(page).first()).toContainText("Still permissive");
  await expect(options(page).first()).toHaveAttribute("data-highlighted", "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/\?.*window=6h.*permissive=true/);
  await expect(page.getByRole("treegrid")).toBeVisible();
});

test("theme and language are set from it", async ({ matrix, page }) => {
  await matrix.open();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("中文");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "命令面板" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`axe finds nothing on the palette in the ${colorScheme} theme`, async ({
      matrix,
      page,
    }) => {
      await matrix.open();
      await page.keyboard.press("Control+k");
      await expect(options(page).first()).toBeVisible();
      await page.waitForTimeout(300);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.type("nothing has this name");
      await expect(options(page)).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
    });
  });
}
