import { expect, test } from "./fixtures";
import { violations } from "./violations";

test.use({ apart: "loses its Kubernetes", allowedErrors: [/50\d/] });

test("while Kubernetes is away the header says so aloud, with the age of what is shown", async ({
  matrix,
  world,
  page,
}) => {
  await matrix.open();
  await world.faults({
    kubernetes: { unavailable: true, dropWatches: true },
  });
  const alarm = page.getByText(
    /Kubernetes does not answer\. What you see is at least \d+ seconds? old\./,
  );
  await expect(alarm).toBeVisible({ timeout: 30_000 });
  const size = await alarm.evaluate((it) =>
    Number.parseFloat(getComputedStyle(it).fontSize),
  );
  expect(size).toBeGreaterThanOrEqual(13);
  expect(await violations(page)).toEqual([]);
  await world.faults({ reset: true });
  await expect(alarm).toHaveCount(0, { timeout: 45_000 });
});
