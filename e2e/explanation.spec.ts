import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";

test.use({ scenario: "shop" });

/** The part of the panel that explains. */
function why(page: Page): Locator {
  return page.getByRole("dialog").getByRole("region", { name: "Why" });
}

/** One list of the explanation, by the heading or label above it. */
function steps(page: Page): Locator {
  return why(page).getByRole("list", { name: "Who decides" });
}

function callers(page: Page): Locator {
  return why(page).getByRole("list", { name: "Who calls, and how it ends" });
}

test("one sentence says what a port accepts and whose word it is, and the steps show the way there", async ({
  matrix,
  page,
}) => {
  await matrix.openPanel("indexer", "search");
  await expect(
    why(page).getByText(
      "Port 8080 of indexer accepts mutual TLS only, because PeerAuthentication search/indexer says STRICT for this workload.",
    ),
  ).toBeVisible();
  await expect(steps(page).locator(":scope > li")).toHaveText([
    /Without any policy Istio accepts both/,
    /^Whole mesh.*No policy at this level; PERMISSIVE stays/,
    /^Namespace search.*No policy at this level/,
    /^Workload indexer.*PeerAuthentication search\/indexer.*STRICT/,
    /^Port 8080.*No policy at this level; STRICT stays/,
    /^Enforced by.*STRICT.*sidecar/,
  ]);
});

test("callers that fail stand first, with the rule that makes them fail", async ({
  matrix,
  page,
}) => {
  await matrix.openPanel("indexer", "search");
  await expect(callers(page).locator(":scope > li")).toHaveText([
    /^With a sidecar from web.*Fails.*HTTP 503 \(UC\).*DestinationRule web\/search-without-mtls says DISABLE/,
    /^Without a proxy from anywhere.*Fails.*connection closes/,
    /^With a sidecar from any other namespace.*Works over mutual TLS/,
  ]);
});

test("a policy that does nothing is struck out, with the reason", async ({
  matrix,
  page,
}) => {
  await matrix.openPanel("login", "accounts");
  const step = steps(page)
    .getByRole("listitem")
    .filter({ hasText: "Namespace accounts" });
  await expect(step.locator("s")).toHaveText(
    "PeerAuthentication accounts/enforce-mtls",
  );
  await expect(step).toContainText(
    "PeerAuthentication accounts/default is older, and only the oldest of one level counts.",
  );
});

test("a port before which no proxy stands is never called held", async ({
  matrix,
  page,
}) => {
  await matrix.openPanel("price-import", "catalog");
  await expect(
    why(page).getByText(/takes whatever its process takes/),
  ).toBeVisible();
  await expect(steps(page)).toContainText(
    "Plaintext gets in, whatever the policies say.",
  );
  await expect(callers(page)).not.toContainText("mutual TLS,");
});

test("a service without pods has nothing to explain, and says so", async ({
  matrix,
  page,
}) => {
  await matrix.openPanel("mainframe", "erp");
  await expect(why(page)).toContainText("No pods of this cluster stand behind");
});

test("the keyboard leads from the panel's top to the explanation and through its ports", async ({
  matrix,
  page,
}) => {
  await matrix.openPanel("ingress", "edge");
  await expect(steps(page)).toBeVisible();
  await matrix.tabTo(
    matrix.dialog().getByRole("button", { name: "Why PERMISSIVE?" }),
  );
  await page.keyboard.press("Enter");
  await expect(why(page)).toBeFocused();
  await expect(why(page)).toBeInViewport();
  await page.keyboard.press("Tab");
  await expect(
    page.getByRole("radio", { name: /^80 → 8080 http2/ }),
  ).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(
    why(page).getByText(/^Port 8443 of ingress accepts/),
  ).toBeVisible();
});

test("an open explanation follows the cluster", async ({
  matrix,
  page,
  world,
}) => {
  await matrix.openPanel("cart", "checkout");
  await expect(why(page)).toContainText("because no policy applies");
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "default", namespace: "checkout" },
    spec: { mtls: { mode: "STRICT" } },
  });
  await expect(why(page)).toContainText(
    "because PeerAuthentication checkout/default says STRICT for the namespace",
  );
});

test("commands that show the same can be copied", async ({
  matrix,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await matrix.openPanel("indexer", "search");
  const command = why(page).getByText(/^istioctl x describe pod indexer-/);
  await command.locator("..").getByRole("button", { name: "Copy" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await command.innerText());
});

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test(`axe finds nothing in the ${theme} theme`, async ({
      matrix,
      page,
    }) => {
      await matrix.openPanel("ingress", "edge");
      await expect(steps(page)).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .include("[role=dialog]")
        .analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("nothing reaches beyond the screen", async ({ page }) => {
    await page.goto("/?window=5m&at=search/indexer");
    await expect(steps(page)).toBeVisible();
    const over = await why(page).evaluate(
      (part) =>
        [...part.querySelectorAll("*")].filter(
          (element) =>
            element.getBoundingClientRect().right > window.innerWidth,
        ).length,
    );
    expect(over).toBe(0);
  });
});

test("the explanation speaks Chinese", async ({ matrix, page, baseURL }) => {
  await page
    .context()
    .addCookies([{ name: "lang", value: "zh", url: baseURL ?? "" }]);
  await matrix.openPanel("indexer", "search");
  await expect(
    matrix.dialog().getByText(/indexer 的端口 8080 只接受双向 TLS，因为/),
  ).toBeVisible();
});

test.describe("without an answer", () => {
  test.use({ allowedErrors: [/Failed to load resource/] });

  test("the panel says so, with what to do", async ({ matrix, page }) => {
    await page.route("**/explanation", (route) => route.abort());
    await matrix.openPanel("indexer", "search");
    const notice = why(page).getByRole("status");
    await expect(notice).toBeVisible();
    // It stays while every change of the cluster asks anew.
    await page.waitForTimeout(1_500);
    await expect(notice).toBeVisible({ timeout: 1 });
    await expect(steps(page)).toHaveCount(0);
  });
});
