import { expect, test } from "./fixtures";

test.use({ scenario: "migration-1.4" });

test("the migration of httpbin in foo on Istio 1.4, and back", async ({
  matrix,
  world,
  page,
}) => {
  const policy = () =>
    world.simulator.store.get("Policy", "foo", "example-httpbin-permissive");
  const original = {
    targets: [{ name: "httpbin" }],
    peers: [{ mtls: { mode: "PERMISSIVE" } }],
  };
  await matrix.open();

  await test.step("it is permissive by its Policy, and plaintext blocks the lock", async () => {
    await expect(matrix.policy("httpbin", "foo")).toHaveText("PERMISSIVE");
    await expect(matrix.policy("httpbin", "bar")).toHaveText("PERMISSIVE");
    await expect(
      matrix.cell("httpbin", "foo", /clients without identity: .*plaintext/),
    ).toBeVisible();
    await expect(matrix.row("httpbin", "foo")).toContainText("BLOCKED", {
      ignoreCase: true,
    });
    expect(policy()?.spec).toEqual(original);
  });

  await test.step("meshed clients are turned to mutual TLS, in the version of the rule that is served", async () => {
    await matrix.button("Use mutual TLS", "httpbin", "foo").click();
    const dialog = matrix.dialog();
    await expect(dialog).toContainText("Creates DestinationRule");
    await expect(dialog).toContainText("networking.istio.io/v1alpha3");
    await expect(dialog).toContainText("accepted, nothing was changed");
    await dialog.getByRole("button", { name: "Use mutual TLS" }).click();
    await expect(dialog).toBeHidden();
    await world.advance(600);
    await expect(
      matrix.cell("httpbin", "foo", /called from bar: .*all mutual TLS/),
    ).toBeVisible();
  });

  await test.step("the lock edits the Policy that names the service, and cuts exactly the plaintext caller", async () => {
    await matrix.button("Plan", "httpbin", "foo").click();
    const dialog = matrix.dialog();
    await expect(dialog).toContainText("1 caller will be refused");
    await expect(dialog).toContainText(
      "Edits Policy foo/example-httpbin-permissive",
    );
    await expect(dialog).toContainText("authentication.istio.io/v1alpha1");
    const lock = dialog.getByRole("button", { name: "Lock to STRICT" });
    await expect(lock).toBeDisabled();
    await dialog.getByRole("textbox").fill("httpbin");
    await lock.click();
    await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT");
    expect(policy()?.spec).toEqual({
      ...original,
      peers: [{ mtls: { mode: "STRICT" } }],
    });
    expect(await world.calls()).toMatchObject({
      "sleep.foo → httpbin.foo": "200",
      "sleep.bar → httpbin.foo": "200",
      "sleep.legacy → httpbin.foo": "000",
      "sleep.legacy → httpbin.bar": "200",
    });
  });

  await test.step("undo restores the Policy to the letter", async () => {
    await matrix.button("Undo", "httpbin", "foo").click();
    await expect(matrix.dialog()).toContainText(
      "Edits Policy foo/example-httpbin-permissive",
    );
    await matrix.dialog().getByRole("button", { name: "Unlock" }).click();
    await expect(matrix.policy("httpbin", "foo")).toHaveText("PERMISSIVE");
    expect(policy()?.spec).toEqual(original);
    expect(policy()?.metadata.annotations ?? {}).toEqual({});
    expect(await world.calls()).toMatchObject({
      "sleep.legacy → httpbin.foo": "200",
    });
  });

  await test.step("nothing of today's API was written, and nothing of it is missed", async () => {
    expect(world.simulator.store.list("PeerAuthentication")).toEqual([]);
    await expect(page.getByText("Kubernetes live")).toBeVisible();
  });
});

test("a service without a Policy of its own gets one, and undo takes it away", async ({
  matrix,
  world,
}) => {
  await matrix.open();
  await matrix.button("Use mutual TLS", "httpbin", "bar").click();
  await matrix.dialog().getByRole("button", { name: "Use mutual TLS" }).click();
  await expect(matrix.dialog()).toBeHidden();
  await matrix.button("Plan", "httpbin", "bar").click();
  const dialog = matrix.dialog();
  await expect(dialog).toContainText("Creates Policy bar/httpbin-strict");
  await dialog.getByRole("textbox").fill("httpbin");
  await dialog.getByRole("button", { name: "Lock to STRICT" }).click();
  await expect(matrix.policy("httpbin", "bar")).toHaveText("STRICT");
  expect(
    world.simulator.store.get("Policy", "bar", "httpbin-strict")?.spec,
  ).toEqual({
    targets: [{ name: "httpbin" }],
    peers: [{ mtls: { mode: "STRICT" } }],
  });
  expect(await world.calls()).toMatchObject({
    "sleep.foo → httpbin.bar": "200",
    "sleep.legacy → httpbin.bar": "000",
  });
  await matrix.button("Undo", "httpbin", "bar").click();
  await expect(matrix.dialog()).toContainText("Deletes Policy");
  await matrix.dialog().getByRole("button", { name: "Unlock" }).click();
  await expect(matrix.policy("httpbin", "bar")).toHaveText("PERMISSIVE");
  expect(world.simulator.store.list("Policy", "bar")).toEqual([]);
});

test("the legacy policies can be read in today's API, and the page says whether they mean the same", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  await page.getByRole("button", { name: "See them in today's API" }).click();
  const dialog = matrix.dialogFor("Legacy policies in today's API");
  await expect(dialog).toContainText("kind: PeerAuthentication");
  await expect(dialog).toContainText("namespace: istio-system");
  await expect(dialog).toContainText("app: httpbin");
  await expect(dialog).toContainText(
    "every port that a Service declares accepts the same",
  );
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("peer-authentications.yaml");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
