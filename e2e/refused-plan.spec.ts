/** Plans that are not carried out: the mesh has moved on, or the cluster says no. */
import { expect, test } from "./fixtures";
import type { MatrixPage } from "./pages/matrix-page";

/** The plan to lock foo/httpbin, with the name typed that it asks for. */
async function confirmedLock(matrix: MatrixPage) {
  await matrix.openPanel("httpbin", "foo");
  await matrix
    .dialog()
    .getByRole("button", { name: "Plan", exact: true })
    .click();
  const dialog = matrix.dialogFor("Lock httpbin");
  const name = dialog.getByRole("textbox");
  await name.fill("httpbin");
  const lock = dialog.getByRole("button", { name: "Lock to STRICT" });
  return { dialog, name, lock };
}

test.describe("a plan that was overtaken", () => {
  // The browser itself reports the answer 409.
  test.use({ allowedErrors: [/409 \(Conflict\)/] });

  test("a plan that is no longer true is not carried out", async ({
    matrix,
    world,
  }) => {
    await matrix.open();
    await matrix.button("Use mutual TLS", "httpbin", "foo").click();
    await expect(matrix.dialog()).toContainText(
      "accepted, nothing was changed",
    );
    world.simulator.store.seed({
      apiVersion: "networking.istio.io/v1",
      kind: "DestinationRule",
      metadata: { name: "mine", namespace: "foo" },
      spec: {
        host: "httpbin.foo.svc.cluster.local",
        trafficPolicy: { tls: { mode: "DISABLE" } },
      },
    });
    await matrix
      .dialog()
      .getByRole("button", { name: "Use mutual TLS" })
      .click();
    await expect(matrix.dialog()).toContainText(
      "The mesh changed while you were reading",
    );
    await expect(matrix.dialog()).toContainText("Edits DestinationRule");
    expect(world.simulator.store.list("DestinationRule")).toHaveLength(1);
  });

  test("what was typed for the old plan does not confirm the new one", async ({
    matrix,
    world,
    page,
  }) => {
    const { dialog, name, lock } = await confirmedLock(matrix);
    world.simulator.store.seed({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "ours", namespace: "foo" },
      spec: {
        selector: { matchLabels: { app: "httpbin" } },
        mtls: { mode: "PERMISSIVE" },
      },
    });
    await lock.click();
    await expect(dialog).toContainText(
      "The mesh changed while you were reading",
    );
    await expect(dialog).toContainText("Edits PeerAuthentication");
    await expect(name).toHaveValue("");
    await expect(lock).toBeDisabled();
    await name.fill("httpbin");
    await lock.click();
    await expect(dialog).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT");
  });
});

test.describe("a lock that the cluster refuses", () => {
  // The browser itself reports the answer 403.
  test.use({ allowedErrors: [/403 \(Forbidden\)/] });

  test("keeps the plan and the typed name, and says why", async ({
    matrix,
    world,
    page,
  }) => {
    const { dialog, name, lock } = await confirmedLock(matrix);
    await world.faults({
      kubernetes: {
        forbid: ["create", "patch"].map((verb) => ({
          resource: "peerauthentications",
          verb,
        })),
      },
    });
    await lock.click();
    await expect(dialog.getByRole("alert")).toContainText(
      "peerauthentications",
    );
    await expect(name).toHaveValue("httpbin");
    await expect(dialog).toContainText("Creates PeerAuthentication");
    expect(world.simulator.store.list("PeerAuthentication")).toEqual([]);

    await world.faults({ kubernetes: { forbid: [] } });
    await lock.click();
    await expect(dialog).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT");
  });
});
