import { expect, test } from "./fixtures";

test.use({
  scenario: "shop",
  settings: { PROMETHEUS_URL: "http://127.0.0.1:9" },
  allowedErrors: [/502|503/],
});

test("without Prometheus nothing is ready, and no share, course or caller is made up", async ({
  page,
}) => {
  await page.goto("/overview?window=5m");
  const part = (name: string | RegExp) => page.getByRole("region", { name });
  const progress = part("Progress");
  await expect(progress).toContainText("Traffic is unknown");
  await expect(progress).not.toContainText("%");
  await expect(progress).toContainText("0 ready to lock");
  await expect(part(/^All traffic/)).toContainText(
    "The course of the traffic is not known.",
  );
  await expect(part("What stands in the way")).toContainText(
    "nobody can tell who calls in plaintext",
  );
});
