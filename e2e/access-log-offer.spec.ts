import { expect, test } from "./fixtures";
import { findOutWho, whoSection } from "./pages/who-section";

test.use({ scenario: "shop", apart: "switches an access log on" });

test("nothing read is never nobody, and the log can be switched on for a while", async ({
  world,
  page,
}) => {
  await findOutWho(page, "/services/checkout/orders");
  const answer = whoSection(page);
  await expect(answer.locator("[data-lead]")).toContainText(
    "That does not mean that nobody does.",
  );
  await expect(answer).toContainText("Access logging is off");
  await answer
    .getByRole("button", { name: "Show what would be written…" })
    .click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("kind: Telemetry");
  await expect(dialog).toContainText("for 10 min");
  const telemetries = () => world.simulator.store.list("Telemetry", "checkout");
  expect(telemetries()).toHaveLength(0);
  await dialog.getByRole("button", { name: "5 min" }).first().click();
  await dialog.getByRole("button", { name: "Switch on for 5 min" }).click();
  await expect(dialog).toBeHidden();
  const running = answer.locator("[data-telemetry=running]");
  await expect(running).toContainText(/on for \d+ (minutes?|seconds?) more/);
  expect(telemetries()).toHaveLength(1);
  await world.advance(120);
  await answer.getByRole("button", { name: "Read again" }).click();
  await expect(answer.locator("[data-lead]")).toContainText("in plaintext:");
  await running.getByRole("button", { name: "Remove now" }).click();
  await expect(running).toHaveCount(0);
  expect(telemetries()).toHaveLength(0);
});
