import { expect, test } from "./fixtures";
import { violations } from "./violations";

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test(`axe finds nothing on the matrix in the ${theme} theme`, async ({
      matrix,
      page,
    }) => {
      await matrix.open();
      expect(await violations(page)).toEqual([]);
    });

    test(`axe finds nothing on a plan in the ${theme} theme`, async ({
      matrix,
      page,
    }) => {
      await matrix.open();
      await matrix.button("Use mutual TLS", "httpbin", "foo").click();
      await expect(matrix.dialog()).toContainText("nothing was changed");
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("the page speaks Chinese to a Chinese browser", async ({
  browser,
  world,
}) => {
  const page = await browser.newPage({ locale: "zh-CN", baseURL: world.url });
  await page.goto("/?window=5m");
  await expect(page.getByRole("treegrid")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", /zh/);
  await expect(page.getByText("明文").first()).toBeVisible();
  await page.close();
});
