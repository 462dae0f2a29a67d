import { expect, test } from "./fixtures";

test.use({ scenario: "empty" });

test("is said to be one", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByText("No Istio in this cluster")).toBeVisible();
});
