import { expect, test } from "./fixtures";

test.use({ user: "nobody", allowedErrors: [/502|Failed to load resource/] });

test("sees why nothing can be shown", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByText(/could not be read/).first()).toBeVisible();
});
