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
  await expect(
    matrix.dialog().getByRole("button", { name: "Use mutual TLS" }),
  ).toBeDisabled();
  expect(world.simulator.store.list("DestinationRule")).toEqual([]);
});
