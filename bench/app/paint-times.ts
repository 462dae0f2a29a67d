import type { Page } from "@playwright/test";

const ROUNDS = 5;

/**
 * Folds and unfolds, sorts and filters, and asks the browser how long each took until it was painted (the Event
 * Timing API, which rounds to 8 ms).
 */
export async function paintTimes(page: Page): Promise<number[]> {
  const times: number[] = [];
  await page.exposeFunction("painted", (ms: number) => times.push(ms));
  await page.evaluate(() => {
    const options = { type: "event", durationThreshold: 16 };
    new PerformanceObserver((list) => {
      const painted: unknown = Reflect.get(window, "painted");
      for (const entry of list.getEntries()) {
        const byHand =
          "interactionId" in entry && Number(entry.interactionId) > 0;
        if (byHand && typeof painted === "function") painted(entry.duration);
      }
    }).observe(options);
  });
  for (let round = 0; round < ROUNDS; round += 1) await interact(page);
  return times;
}

async function interact(page: Page): Promise<void> {
  const group = page.locator("#matrix [aria-expanded]").first();
  await group.click();
  await settle(page);
  await group.click();
  await settle(page);
  const search = page.getByRole("searchbox").first();
  await search.click();
  await page.keyboard.type("api", { delay: 60 });
  await settle(page);
  for (let key = 0; key < 3; key += 1) await page.keyboard.press("Backspace");
  await settle(page);
  for (const sort of ["Name", "Work order"]) {
    await page.getByRole("button", { name: /^Sort/ }).click();
    await page.getByRole("menuitemradio", { name: sort }).click();
    await settle(page);
  }
}

/** The observer tells of an event after it was painted. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(300);
}
