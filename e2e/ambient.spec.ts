import { expect, test } from "./fixtures";

test.use({ scenario: "ambient" });

test("ztunnel names who keeps a service open, and a lock refuses exactly them", async ({
  matrix,
  world,
  page,
}) => {
  await matrix.open();

  await test.step("tickets is called in plaintext by pods that ztunnel knows by their address", async () => {
    const row = matrix.row("tickets", "museum");
    await expect(row).toContainText("Blocked");
    await expect(row).toContainText("museum/turnstiles, office/finance-export");
    await expect(
      matrix.cell("tickets", "museum", /called from kiosks: .*all mutual TLS/),
    ).toBeVisible();
  });

  await test.step("members is called over HBONE only: its lock refuses nobody", async () => {
    await expect(matrix.row("members", "museum")).toContainText("Ready");
    await matrix.button("Lock", "members", "museum").click();
    const dialog = matrix.dialog();
    await expect(dialog).toContainText("2 callers go on working");
    await dialog.getByRole("button", { name: "Lock to STRICT" }).click();
    await expect(matrix.policy("members", "museum")).toHaveText("STRICT");
    expect(await world.calls()).toMatchObject({
      "website.museum → members.museum": "200",
      "tickets.museum → members.museum": "200",
    });
  });

  await test.step("tickets is locked all the same", async () => {
    await matrix.button("Plan", "tickets", "museum").click();
    const dialog = matrix.dialog();
    await expect(dialog).toContainText("2 callers will be refused");
    await expect(dialog).toContainText("museum/turnstiles");
    await expect(dialog).toContainText("office/finance-export");
    await dialog.getByRole("textbox").fill("tickets");
    await dialog.getByRole("button", { name: "Lock to STRICT" }).click();
    await expect(matrix.policy("tickets", "museum")).toHaveText("STRICT");
    expect(await world.calls()).toMatchObject({
      "turnstiles.museum → tickets.museum": "000",
      "finance-export.office → tickets.museum": "000",
      "website.museum → tickets.museum": "200",
      "ticket-kiosk.kiosks → tickets.museum": "200",
    });
    await expect(
      matrix.cell("tickets", "museum", /called from office: .*refused now/),
    ).toBeVisible();
    await expect(
      matrix.cell("tickets", "museum", /called from museum: .*refused now/),
    ).toBeVisible();
  });

  await test.step("what ztunnel refuses from then on is no plaintext that arrived", async () => {
    await world.advance(600);
    await expect(
      matrix.cell("tickets", "museum", /called from museum: .*all mutual TLS/),
    ).toBeVisible();
    await expect(
      matrix.cell(
        "tickets",
        "museum",
        /called from office: \d+ connections turned away, .*none let in/,
      ),
    ).toBeVisible();
    await expect(matrix.row("tickets", "museum")).toContainText("conn refused");
  });

  await test.step("undo lets them in again", async () => {
    await matrix.button("Undo", "tickets", "museum").click();
    await matrix.dialog().getByRole("button", { name: "Unlock" }).click();
    await expect(matrix.policy("tickets", "museum")).toHaveText("PERMISSIVE");
    expect(await world.calls()).toMatchObject({
      "turnstiles.museum → tickets.museum": "200",
      "finance-export.office → tickets.museum": "200",
    });
    await world.advance(600);
    await expect(matrix.row("tickets", "museum")).toContainText(
      "museum/turnstiles, office/finance-export",
    );
    await expect(page.getByRole("dialog")).toBeHidden();
  });
});

test("the rules of ambient, where they differ from what a policy reads like", async ({
  matrix,
}) => {
  await matrix.open();
  await test.step("a DISABLE port below a STRICT namespace stays closed", async () => {
    await expect(matrix.policy("scans", "archive")).toHaveText("STRICT");
  });
  await test.step("an exception that says so itself is open", async () => {
    await expect(matrix.policy("loans", "archive")).toHaveText("MIXED");
  });
  await test.step("an UNSET namespace between a STRICT mesh and a port list opens everything", async () => {
    await expect(matrix.policy("xray", "restoration")).toHaveText("PERMISSIVE");
    await expect(matrix.policy("climate", "restoration")).toHaveText("STRICT");
  });
  await test.step("a pod that ztunnel has not taken yet is not protected", async () => {
    await expect(matrix.policy("floor-plans", "museum")).toHaveText(
      "NOT ENFORCED",
    );
  });
  await test.step("behind a waypoint, callers keep their names; past it, they come in plaintext", async () => {
    await expect(
      matrix.cell(
        "exhibits",
        "museum",
        /called from museum: .*requests.*mutual TLS/,
      ),
    ).toBeVisible();
    await expect(
      matrix.cell("exhibits", "museum", /called from office: .*plaintext/),
    ).toBeVisible();
  });
  await test.step("ztunnel reaches a sidecar with an identity only where it takes HBONE", async () => {
    await expect(matrix.row("ticket-kiosk", "kiosks")).toContainText("Ready");
    await expect(matrix.row("signage", "kiosks")).toContainText(
      "1 unnamed caller",
    );
  });
});
