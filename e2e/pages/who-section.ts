import { expect, type Locator, type Page } from "@playwright/test";

/** The part of a service's page that asks who its nameless callers are. */
export function whoSection(page: Page): Locator {
  return page.locator("section", {
    has: page.getByRole("heading", {
      name: /^(Who are they|Is anybody still knocking)\?$/,
    }),
  });
}

/** Opens a service's page, asks, and waits for the answer. */
export async function findOutWho(page: Page, path: string): Promise<void> {
  await page.goto(`${path}?window=5m`);
  await whoSection(page).getByRole("button", { name: "Find out who" }).click();
  await expect(whoSection(page).locator("[data-lead]")).toBeVisible();
}
