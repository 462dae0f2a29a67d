import { expect, test } from "./fixtures";
import { findOutWho, whoSection } from "./pages/who-section";
import { violations } from "./violations";

test("the caller without a name is named, with cause and command", async ({
  world,
  page,
}) => {
  await world.advance(120);
  await findOutWho(page, "/services/foo/httpbin");
  const answer = whoSection(page);
  await expect(answer.locator("[data-lead]")).toContainText(
    "Deployment legacy/sleep",
  );
  const sleep = answer
    .getByRole("listitem")
    .filter({ hasText: "Namespace legacy is not labelled for the mesh" })
    .first();
  await expect(sleep).toContainText(/\d+ let in/);
  await expect(sleep).toContainText("label namespace legacy");
  await expect(
    sleep.getByRole("button", { name: "Copy" }).first(),
  ).toBeVisible();
  await expect(answer).toContainText("1 of 1 log read");
  await expect(
    answer.getByRole("button", { name: "Show what would be written…" }),
  ).toHaveCount(0);
});

test("after the lock, the logs show who is turned away", async ({
  world,
  page,
}) => {
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "default", namespace: "foo" },
    spec: { mtls: { mode: "STRICT" } },
  });
  await world.advance(120);
  await page.goto("/services/foo/httpbin?window=5m");
  await whoSection(page)
    .getByRole("button", { name: "Look who is turned away" })
    .click();
  await expect(whoSection(page).locator("[data-lead]")).toContainText(
    "3 callers are turned away: Deployment legacy/sleep",
  );
  await expect(whoSection(page)).toContainText(/\d+ refused/);
});

test("a cell without a name leads to the question who it is", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  await matrix.cell("httpbin", "foo", /clients without identity: /).click();
  const ask = matrix.dialog().getByRole("link", { name: "Find out who" });
  await ask.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/services\/foo\/httpbin\?window=5m#who$/);
  await expect(
    whoSection(page).getByRole("button", { name: "Find out who" }),
  ).toBeInViewport();
  await expect(
    whoSection(page).getByRole("button", { name: "Find out who" }),
  ).toBeFocused();
});

test("a plan that would refuse somebody without a name leads to the question", async ({
  page,
}) => {
  await page.goto("/services/foo/httpbin?window=5m");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("link", { name: "Find out who" }).click();
  await expect(dialog).toBeHidden();
  await expect(
    whoSection(page).getByRole("button", { name: "Find out who" }),
  ).toBeInViewport();
});

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test(`axe finds nothing on an answer in the ${theme} theme`, async ({
      world,
      page,
    }) => {
      await world.advance(120);
      await findOutWho(page, "/services/foo/httpbin");
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("an answer fits a telephone", async ({ world, page }) => {
  await world.advance(120);
  await page.setViewportSize({ width: 390, height: 844 });
  await findOutWho(page, "/services/foo/httpbin");
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

test.describe("and Lockstep cannot be reached", () => {
  // The browser itself reports the cut connection.
  test.use({ allowedErrors: [/ERR_FAILED/] });

  test("the question stays, with what went wrong", async ({ page }) => {
    await page.route("**/api/attributions", (route) => route.abort());
    await page.goto("/services/foo/httpbin?window=5m");
    await whoSection(page)
      .getByRole("button", { name: "Find out who" })
      .click();
    await expect(whoSection(page).getByRole("alert")).toContainText(
      "Lockstep does not answer",
    );
    await expect(
      whoSection(page).getByRole("button", { name: "Find out who" }),
    ).toBeEnabled();
  });
});

test.describe("without the right to read logs", () => {
  test("the missing right is named, and nobody is said to be nobody", async ({
    world,
    page,
  }) => {
    await world.faults({
      kubernetes: { forbid: [{ resource: "pods/log" }] },
    });
    await findOutWho(page, "/services/foo/httpbin");
    await expect(whoSection(page)).toContainText(
      "“get” on “pods/log” is missing",
    );
    await expect(whoSection(page).locator("[data-lead]")).toContainText(
      "That does not mean that nobody does.",
    );
    // What needs no log is said all the same.
    await expect(whoSection(page)).toContainText("Deployment legacy/sleep");
  });
});
