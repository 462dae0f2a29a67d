import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

test.use({ scenario: "shop", apart: "the keyboard in the grid" });

test("the grid is walked, read, folded and chosen from with nothing but the keyboard", async ({
  matrix,
  page,
}) => {
  await matrix.open();

  await test.step("it has one tab stop", async () => {
    await expect(matrix.grid().locator('[tabindex="0"]')).toHaveCount(1);
    await matrix.tabTo(matrix.grid().locator('[tabindex="0"]'));
    expect(await matrix.focused()).toMatchObject({ row: 2, column: 1 });
  });

  await test.step("arrows, Home, End and the page keys move as in any grid", async () => {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    expect(await matrix.focused()).toMatchObject({ row: 3, column: 2 });
    await page.keyboard.press("End");
    const columns = Number(await matrix.grid().getAttribute("aria-colcount"));
    expect(await matrix.focused()).toMatchObject({ row: 3, column: columns });
    await page.keyboard.press("Home");
    await page.keyboard.press("PageDown");
    const paged = await matrix.focused();
    expect(paged.row).toBeGreaterThan(8);
    await page.keyboard.press("PageUp");
    expect(await matrix.focused()).toMatchObject({ row: 3, column: 1 });
    await page.keyboard.press("Control+End");
    const rows = Number(await matrix.grid().getAttribute("aria-rowcount"));
    expect(await matrix.focused()).toMatchObject({
      row: rows,
      column: columns,
    });
    await expectUncovered(page);
    await page.keyboard.press("Control+Home");
    expect(await matrix.focused()).toMatchObject({ row: 2, column: 1 });
  });

  await test.step("the focus is never under the heads or the columns that stay", async () => {
    for (const key of ["Control+End", "PageUp", "ArrowUp", "Home", "PageUp"]) {
      await page.keyboard.press(key);
      await expectUncovered(page);
    }
    await page.keyboard.press("Control+Home");
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press("ArrowDown");
    }
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press("ArrowRight");
      await expectUncovered(page);
    }
    await page.keyboard.press("Control+Home");
  });

  await test.step("Enter folds a namespace and opens it again", async () => {
    const before = await matrix.focused();
    await expect(matrix.line(before.line)).toHaveAttribute(
      "aria-expanded",
      "true",
    );
    await page.keyboard.press("Enter");
    await expect(matrix.line(before.line)).toHaveAttribute(
      "aria-expanded",
      "false",
    );
    expect((await matrix.focused()).line).toBe(before.line);
    await page.keyboard.press("Enter");
    await expect(matrix.line(before.line)).toHaveAttribute(
      "aria-expanded",
      "true",
    );
  });

  await test.step("Space chooses a service, Shift+Space all up to another, Escape none", async () => {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    const bar = page.getByRole("region", { name: "Selected services" });
    await expect(bar).toContainText("1 service selected");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Space");
    await expect(bar).toContainText("3 services selected");
    await expect(matrix.chosen()).toHaveCount(3);
    const { line } = await matrix.focused();
    await expect(matrix.line(line)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Escape");
    await expect(bar).toBeHidden();
    await expect(matrix.chosen()).toHaveCount(0);
  });

  await test.step("Enter on any other cell opens the service, and Escape leads back to it", async () => {
    await page.keyboard.press("ArrowRight");
    const before = await matrix.focused();
    await page.keyboard.press("Enter");
    await expect(matrix.dialog()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(matrix.dialog()).toBeHidden();
    await expect(async () =>
      expect(await matrix.focused()).toEqual(before),
    ).toPass();
  });
});

test("the preview of the chosen services is one press away", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  const refused = matrix.grid().locator('[data-refused="true"]');
  await expect(refused).toHaveCount(0);
  await matrix.choose("accounts-api", "accounts");
  await page
    .getByRole("region", { name: "Selected services" })
    .getByRole("button", { name: "Preview STRICT" })
    .click();
  await expect(
    matrix.row("accounts-api", "accounts").locator('[data-refused="true"]'),
  ).not.toHaveCount(0);
  await expect(
    matrix.row("profiles", "accounts").locator('[data-refused="true"]'),
  ).toHaveCount(0);
});

test("the focus stays where it is while figures change and services are locked elsewhere", async ({
  matrix,
  world,
  page,
}) => {
  // Folded, all namespaces are in view.
  await matrix.open("?window=5m&fold=shut");
  await matrix.tabTo(matrix.grid().locator('[tabindex="0"]'));
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) {
    await page.keyboard.press(key);
  }
  const before = await matrix.focused();
  const catalog = matrix.line("catalog");
  const place = await catalog.getAttribute("aria-rowindex");
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "default", namespace: "catalog" },
    spec: { mtls: { mode: "STRICT" } },
  });
  await world.advance(60);
  await expect(catalog).toContainText("5 of 6 STRICT");
  expect(await matrix.focused()).toEqual(before);
  // Its turn in the work order is another one by now; it moves when nobody is at the lines.
  await expect(catalog).toHaveAttribute("aria-rowindex", place ?? "");
});

/** What is drawn in the middle of the focused cell is that cell. */
async function expectUncovered(page: Page): Promise<void> {
  await expect(async () => {
    const covered = await page.evaluate(() => {
      const cell = document.activeElement;
      if (!cell) return "nothing has the focus";
      const { left, top, width, height } = cell.getBoundingClientRect();
      const seen = document.elementFromPoint(
        left + Math.min(width, 24) / 2,
        top + height / 2,
      );
      if (cell.contains(seen)) return null;
      return seen?.outerHTML.slice(0, 200) ?? "off the screen";
    });
    expect(covered).toBeNull();
  }).toPass({ timeout: 2_000 });
}
