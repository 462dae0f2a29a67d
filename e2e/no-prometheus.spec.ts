import { expect, test } from "./fixtures";

// A shop in which services are ready to be locked, and which loses its Prometheus. Of its own: where
// another test has locked a service before, that service rightly is not ready for a while.
test.use({
  scenario: "shop",
  apart: "loses its Prometheus",
  allowedErrors: [/502|503/],
});

test("without Prometheus nothing is shown as mutual TLS or ready any more", async ({
  matrix,
  world,
  page,
}) => {
  await matrix.open("?window=5m&q=cart");
  const ready = matrix.row("cart", "checkout").getByText("Ready");
  const secure = page.getByRole("gridcell", { name: /all mutual TLS/ });
  await expect(ready).toBeVisible();
  await expect(secure).not.toHaveCount(0);
  await expect(matrix.button("Lock", "cart", "checkout")).toBeVisible();

  await world.faults({ prometheus: { down: true } });
  await expect(
    page.getByText("Traffic is unknown: Prometheus gives no figures"),
  ).toBeVisible({ timeout: 30_000 });
  await expect(ready).toHaveCount(0);
  await expect(secure).toHaveCount(0);
  await expect(matrix.button("Lock", "cart", "checkout")).toHaveCount(0);
  await expect(
    matrix.cell("cart", "checkout", /no evidence, telemetry says nothing/),
  ).not.toHaveCount(0);

  await world.faults({ reset: true });
  await expect(ready).toBeVisible({ timeout: 30_000 });
});
