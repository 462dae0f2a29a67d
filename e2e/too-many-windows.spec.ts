import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ apart: "fills every place", allowedErrors: [/429/] });

test("more time ranges than Prometheus should be asked for are refused with the way out, and the usual ones still answer", async ({
  page,
}) => {
  const ask = (window: string) =>
    page.request.get(`/api/snapshot?window=${window}`);
  for (const window of ["6m", "7m", "8m", "9m"]) {
    expect((await ask(window)).status()).toBe(200);
  }
  const refused = await ask("10m");
  expect(refused.status()).toBe(429);
  expect(await refused.json()).toMatchObject({
    code: "too-many-windows",
    remedy: expect.stringContaining("usual"),
  });
  expect((await ask("24h")).status()).toBe(200);

  await page.goto("/?window=11m");
  const wayOut = page.getByRole("button", { name: /^Show 1.h$/ });
  await expect(wayOut).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await wayOut.click();
  await expect(page.getByRole("treegrid")).toBeVisible();
});
