import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ scenario: "shop", apart: "levels" });

test.describe("the shop", () => {
  test("a namespace sums up its services, and never better than the worst of them", async ({
    matrix,
  }) => {
    // Alone, for it stands far down among the namespaces that can be finished sooner.
    await matrix.open("?window=5m&ns=catalog");
    const catalog = matrix.line("catalog");
    await expect(catalog).toHaveAttribute("aria-level", "1");
    await expect(catalog).toContainText("Blocked");
    // price-import has no proxy: of no caller is it known that it does not call it.
    await expect(
      catalog.getByRole("gridcell", { name: /no evidence from 1 service/ }),
    ).not.toHaveCount(0);
    await expect(
      catalog.locator('[data-fill="mutual_tls"]:not([data-doubt="true"])'),
    ).toHaveCount(0);
  });

  test("a service opens in place into its callers and ports, and the address keeps it open", async ({
    matrix,
    page,
  }) => {
    await matrix.open();
    await matrix.head("accounts-api", "accounts").click();
    await expect(matrix.row("accounts-api", "accounts")).toHaveAttribute(
      "aria-expanded",
      "true",
    );
    const port = matrix.below("accounts-api", "accounts").filter({
      hasText: /port \d+/,
    });
    await expect(port.first()).toContainText("PERMISSIVE");
    await expect(port.first()).toHaveAttribute("aria-level", "3");
    await expect(
      matrix
        .below("accounts-api", "accounts")
        .getByRole("gridcell", { name: /calls accounts\/accounts-api: / }),
    ).not.toHaveCount(0);
    await page.reload();
    await expect(port.first()).toBeVisible();
    await matrix.head("accounts-api", "accounts").click();
    await expect(matrix.below("accounts-api", "accounts")).toHaveCount(0);
    await expect(page).not.toHaveURL(/accounts-api/);
  });

  test("a search shows the service it found, though its namespace has nothing left to do", async ({
    matrix,
  }) => {
    await matrix.open("?window=5m&q=search/indexer");
    await expect(matrix.head("indexer", "search")).toBeVisible();
  });

  test("the hint of a cell leaves the heads of the columns free", async ({
    matrix,
    page,
  }) => {
    await matrix.open();
    // The first line, which stands closest to the heads.
    const cell = matrix
      .line("web")
      .getByRole("gridcell", { name: /by clients without identity/ });
    await cell.hover();
    const hint = page.getByText(/^no identity\s*→\s*web$/).last();
    await expect(hint).toBeVisible();
    const [of, under] = [await hint.boundingBox(), await cell.boundingBox()];
    expect(of?.y).toBeGreaterThan(under?.y ?? Number.POSITIVE_INFINITY);
  });

  test("everything folds into namespaces by namespaces, and unfolds again", async ({
    matrix,
    page,
  }) => {
    await matrix.open();
    await page.getByRole("button", { name: "Fold all", exact: true }).click();
    await expect(matrix.lines(2)).toHaveCount(0);
    await expect(matrix.line("accounts")).toBeVisible();
    await page.getByRole("button", { name: "Unfold all" }).click();
    await expect(matrix.lines(2)).not.toHaveCount(0);
    await page.reload();
    await expect(page).toHaveURL(/fold=open/);
  });

  for (const theme of ["light", "dark"] as const) {
    test.describe(theme, () => {
      test.use({ colorScheme: theme });

      test(`axe finds nothing on the three levels in the ${theme} theme`, async ({
        matrix,
        page,
      }) => {
        await matrix.open("?window=5m&fold=shut&open=accounts,accounts/login");
        await expect(matrix.below("login", "accounts").first()).toContainText(
          /\S/,
        );
        await matrix.choose("login", "accounts");
        expect(await violations(page)).toEqual([]);
      });
    });
  }
});

test.describe("a service that cannot be read", () => {
  test.use({ allowedErrors: [/Failed to load resource/] });

  test("says so below its line, and the rest of the matrix stays", async ({
    matrix,
    page,
  }) => {
    await page.route("**/api/services/**", (route) => route.abort());
    await matrix.open("?window=5m&open=accounts/login");
    await expect(matrix.below("login", "accounts")).toContainText(
      "Callers and ports could not be read",
      { timeout: 20_000 },
    );
    await expect(matrix.row("login", "accounts")).toBeVisible();
  });
});
