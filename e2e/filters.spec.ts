import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ scenario: "shop" });

const filterButton = (page: Page) =>
  page.getByRole("button", { name: "Filter", exact: true });
const form = (page: Page) => page.getByRole("dialog", { name: "Filters" });
const active = (page: Page) =>
  page.getByRole("region", { name: "Active filters" });
const legend = (page: Page) => page.getByRole("region", { name: "Legend" });

test("without a mouse: a filter is set, said in words, and taken away again", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  await matrix.tabTo(filterButton(page));
  await page.keyboard.press("Enter");
  const strict = form(page)
    .getByRole("group", { name: "Policy" })
    .getByRole("checkbox", { name: /^STRICT/ });
  await matrix.tabTo(strict);
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/[?&]policy=STRICT/);
  await page.keyboard.press("Escape");
  await expect(filterButton(page)).toBeFocused();
  await expect(active(page).getByRole("status")).toHaveText(
    /^\d+ of \d+ services$/,
  );
  const remove = active(page).getByRole("button", {
    name: "Remove filter Policy: STRICT",
  });
  await matrix.tabTo(remove);
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/policy=/);
  await expect(active(page).getByRole("status")).toHaveText(/^\d+ services$/);
});

test("an address with values from another version still opens, without them", async ({
  matrix,
  page,
}) => {
  await matrix.open("?window=5m&policy=PERMISSIVE,PARANOID&plane=moon&calls=x");
  await expect(
    active(page).getByRole("button", { name: /^Remove filter/ }),
  ).toHaveCount(1);
  await active(page).getByRole("button", { name: "Clear all" }).click();
  await expect(page).not.toHaveURL(/policy=/);
});

test("a namespace that is gone hides everything rather than nothing", async ({
  page,
}) => {
  await page.goto("/?window=5m&ns=gone");
  await expect(page.getByText("No service matches")).toBeVisible();
  await expect(active(page)).toContainText("Namespace: gone");
});

test("a page that the filters left empty has the way out in its middle", async ({
  matrix,
  page,
}) => {
  await page.goto("/?window=5m&ns=gone&q=nobody&system=false");
  await expect(page.getByText("No service matches")).toBeVisible();
  await page
    .getByRole("button", { name: "Clear the search and all filters" })
    .click();
  await expect(matrix.grid()).toBeVisible();
  await expect(page).not.toHaveURL(/ns=|q=|system=/);
});

test("the legend filters by what its marks mean", async ({ matrix, page }) => {
  await matrix.open();
  const plaintext = legend(page).getByRole("button", {
    name: "plaintext only",
  });
  await expect(plaintext).toHaveAttribute("aria-pressed", "false");
  await plaintext.press("Enter");
  await expect(plaintext).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/calls=plaintext/);
  await expect(active(page)).toContainText(
    "Calls: Some caller sends plaintext only",
  );
  await plaintext.press("Space");
  await expect(page).not.toHaveURL(/calls=/);
});

test("services of a kind of finding are found by it", async ({
  matrix,
  page,
}) => {
  await matrix.open("?window=5m&fold=open");
  await filterButton(page).click();
  await form(page)
    .getByRole("group", { name: "Finding" })
    .getByRole("checkbox", { name: /^Plaintext to STRICT/ })
    .check();
  await expect(page).toHaveURL(/finding=plaintext-to-strict/);
  await expect(active(page).getByRole("status")).toHaveText(/^[1-9]\d* of /);
});

test("old links to the preview still draw its rings, and new ones name services", async ({
  matrix,
  page,
}) => {
  const rings = matrix.grid().locator("[data-refused=true]");
  await matrix.open("?window=5m&fold=open");
  await expect(legend(page)).toBeVisible();
  const before = await rings.count();
  await matrix.open("?window=5m&fold=open&preview=true");
  await expect(active(page)).toContainText("STRICT on everything");
  await expect.poll(() => rings.count()).toBeGreaterThan(before);
  await active(page)
    .getByRole("button", { name: /^End the preview/ })
    .click();
  await expect(page).not.toHaveURL(/preview=/);
  await expect(rings).toHaveCount(before);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`axe finds nothing on the open filters in the ${colorScheme} theme`, async ({
      matrix,
      page,
    }) => {
      await matrix.open(
        "?window=5m&policy=PERMISSIVE&calls=plaintext&preview=all&system=false",
      );
      expect(await violations(page)).toEqual([]);
      await filterButton(page).click();
      await expect(form(page)).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("every filter is within reach on a telephone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/?window=5m");
  await filterButton(page).click();
  const box = await form(page).boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  const finding = form(page).getByRole("group", { name: "Finding" });
  await finding.scrollIntoViewIfNeeded();
  await expect(finding).toBeInViewport();
});
