import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ user: "nobody", allowedErrors: [/502|Failed to load resource/] });

test("sees why nothing can be shown", async ({ page }) => {
  await page.goto("/");
  await expect(
    page.getByRole("heading", { name: "Lockstep may not read Services" }),
  ).toBeVisible();
  await expect(
    page.getByText(/Grant the verbs list and watch on services/),
  ).toBeVisible();
  await expect(
    page.getByText("kubectl auth can-i list services --all-namespaces"),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("is told so in Chinese", async ({ page, baseURL }) => {
  await page
    .context()
    .addCookies([{ name: "lang", value: "zh", url: baseURL ?? "" }]);
  await page.goto("/");
  await expect(
    page.getByRole("heading", { name: "Lockstep 无权读取 Service" }),
  ).toBeVisible();
  await expect(page.getByText(/授予 services 的 list 和 watch/)).toBeVisible();
});
