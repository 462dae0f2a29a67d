import { expect, test } from "./fixtures";

test.use({ scenario: "large" });
test("opens as namespaces by namespaces, with the first work unfolded", async ({
  matrix,
}) => {
  await matrix.open();
  const first = matrix.lines(1).first();
  await expect(first).toHaveAttribute("aria-expanded", "true");
  await expect(matrix.lines(1).nth(1)).toHaveAttribute(
    "aria-expanded",
    "false",
  );
  await expect(matrix.lines(2).getByRole("button").first()).toBeVisible();
  const rows = Number(await matrix.grid().getAttribute("aria-rowcount"));
  expect(rows).toBeGreaterThan(200);
  // Of those lines, only what is in view is in the document.
  expect(await matrix.grid().locator("tbody tr").count()).toBeLessThan(60);
});
