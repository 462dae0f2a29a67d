import { expect, test } from "./fixtures";

test.use({ user: "viewer" });

test("is told which right is missing, and nothing is lost", async ({
  matrix,
  world,
}) => {
  await matrix.open();
  await matrix.button("Use mutual TLS", "httpbin", "foo").click();
  await expect(matrix.dialog()).toContainText("refused");
  await expect(matrix.dialog()).toContainText("destinationrules");
  const button = matrix
    .dialog()
    .getByRole("button", { name: "Use mutual TLS" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(
    /^You may not \w+ destinationrules here$/,
  );
  await expect(
    matrix.dialog().getByText(/^You may not \w+ destinationrules here$/),
  ).toBeInViewport();
  expect(world.simulator.store.list("DestinationRule")).toEqual([]);
});
