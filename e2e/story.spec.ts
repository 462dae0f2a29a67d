import { expect, test } from "./fixtures";

test("the whole migration of httpbin in foo, and back", async ({
  matrix,
  world,
  page,
}) => {
  await matrix.open();

  await test.step("everything is permissive and in plaintext", async () => {
    await expect(matrix.policy("httpbin", "foo")).toHaveText("PERMISSIVE");
    await expect(
      matrix.cell("httpbin", "foo", /called from bar: .*plaintext/),
    ).toBeVisible();
    await expect(
      matrix.cell("httpbin", "foo", /clients without identity: .*plaintext/),
    ).toBeVisible();
    expect(await world.calls()).toMatchObject({
      "sleep.foo → httpbin.foo": "200",
      "sleep.legacy → httpbin.foo": "200",
    });
  });

  await test.step("meshed clients are turned to mutual TLS", async () => {
    await matrix.button("Use mutual TLS", "httpbin", "foo").click();
    const dialog = matrix.dialog();
    await expect(dialog).toContainText("Creates DestinationRule");
    await expect(dialog).toContainText("ISTIO_MUTUAL");
    await expect(dialog).toContainText("accepted, nothing was changed");
    await dialog.getByRole("button", { name: "Use mutual TLS" }).click();
    await expect(
      page.getByRole("status").filter({ hasText: "told to use mutual TLS" }),
    ).toContainText("Plaintext from before stays in the figures");
    await world.advance(600);
    await expect(
      matrix.cell("httpbin", "foo", /called from bar: .*all mutual TLS/),
    ).toBeVisible();
    await expect(
      matrix.cell("httpbin", "foo", /called from foo: .*all mutual TLS/),
    ).toBeVisible();
  });

  await test.step("who is left has no identity, and the plan names them", async () => {
    await expect(
      matrix.cell("httpbin", "foo", /clients without identity: .*plaintext/),
    ).toBeVisible();
    await matrix.button("Plan", "httpbin", "foo").click();
    const dialog = matrix.dialog();
    await expect(dialog).toContainText("1 caller will be refused");
    await expect(dialog).toContainText("a caller without identity");
    await expect(dialog).toContainText("2 callers go on working");
    await expect(dialog).toContainText("Creates PeerAuthentication");
  });

  await test.step("the lock needs the name, and cuts exactly the plaintext caller", async () => {
    const dialog = matrix.dialog();
    const lock = dialog.getByRole("button", { name: "Lock to STRICT" });
    await expect(lock).toBeDisabled();
    await dialog.getByRole("textbox").fill("httpbin");
    await lock.click();
    await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT");
    expect(await world.calls()).toMatchObject({
      "sleep.foo → httpbin.foo": "200",
      "sleep.bar → httpbin.foo": "200",
      "sleep.legacy → httpbin.foo": "000",
    });
    await expect(
      matrix.cell("httpbin", "foo", /clients without identity: .*refused now/),
    ).toBeVisible();
  });

  await test.step("undo restores exactly what was there", async () => {
    await matrix.button("Undo", "httpbin", "foo").click();
    await expect(matrix.dialog()).toContainText("Deletes PeerAuthentication");
    await matrix.dialog().getByRole("button", { name: "Unlock" }).click();
    await expect(matrix.policy("httpbin", "foo")).toHaveText("PERMISSIVE");
    expect(world.simulator.store.list("PeerAuthentication")).toEqual([]);
    expect(await world.calls()).toMatchObject({
      "sleep.legacy → httpbin.foo": "200",
    });
  });

  await test.step("the DestinationRule goes too, by the keyboard, from the service's panel", async () => {
    await matrix.openPanel("httpbin", "foo");
    const panel = matrix.dialog();
    await expect(panel).toContainText("What can be done");
    const undo = panel.getByRole("button", { name: "Undo mutual TLS" });
    await matrix.tabTo(undo);
    await page.keyboard.press("Enter");
    const dialog = matrix.dialogFor("Undo mutual TLS towards httpbin");
    await expect(dialog).toContainText("Deletes DestinationRule");
    await dialog.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(dialog).toBeHidden();
    expect(world.simulator.store.list("PeerAuthentication")).toEqual([]);
    expect(world.simulator.store.list("DestinationRule")).toEqual([]);
  });

  await test.step("everything is in plaintext again", async () => {
    await page.keyboard.press("Escape");
    await world.advance(600);
    for (const client of ["bar", "foo"]) {
      await expect(
        matrix.cell(
          "httpbin",
          "foo",
          new RegExp(`called from ${client}: [\\d,]+ plaintext requests`),
        ),
      ).toBeVisible();
    }
    await expect(
      matrix.button("Use mutual TLS", "httpbin", "foo"),
    ).toBeVisible();
  });
});

test("a policy that was there before is edited in place and restored to the letter", async ({
  matrix,
  world,
}) => {
  const original = {
    selector: { matchLabels: { app: "httpbin" } },
    mtls: { mode: "PERMISSIVE" },
    portLevelMtls: { "9090": { mode: "DISABLE" } },
  };
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "ours", namespace: "foo" },
    spec: original,
  });
  await matrix.open();
  await matrix.button("Use mutual TLS", "httpbin", "foo").click();
  await matrix.dialog().getByRole("button", { name: "Use mutual TLS" }).click();
  await expect(matrix.dialog()).toBeHidden();
  await matrix.button("Plan", "httpbin", "foo").click();
  await expect(matrix.dialog()).toContainText("Edits PeerAuthentication");
  await matrix.dialog().getByRole("textbox").fill("httpbin");
  await matrix.dialog().getByRole("button", { name: "Lock to STRICT" }).click();
  await expect(matrix.dialog()).toBeHidden();
  const policy = () =>
    world.simulator.store.get("PeerAuthentication", "foo", "ours");
  expect(policy()?.spec).toEqual({ ...original, mtls: { mode: "STRICT" } });
  // Its port 9090 stays an exception, and no Service reaches it.
  await expect(matrix.policy("httpbin", "foo")).toHaveText("STRICT");
  await matrix.button("Undo", "httpbin", "foo").click();
  await expect(matrix.dialog()).toContainText("Edits PeerAuthentication");
  await matrix.dialog().getByRole("button", { name: "Unlock" }).click();
  await expect(matrix.policy("httpbin", "foo")).toHaveText("PERMISSIVE");
  expect(policy()?.spec).toEqual(original);
  expect(policy()?.metadata.annotations ?? {}).toEqual({});
});

test("a change in the cluster shows in the open page within a second, without reload", async ({
  matrix,
  world,
}) => {
  await matrix.open();
  await expect(matrix.policy("httpbin", "bar")).toHaveText("PERMISSIVE");
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "httpbin", namespace: "bar" },
    spec: {
      selector: { matchLabels: { app: "httpbin" } },
      mtls: { mode: "STRICT" },
    },
  });
  await expect(matrix.policy("httpbin", "bar")).toHaveText("STRICT", {
    timeout: 1_000,
  });
});

test("the open page listens to the window it shows", async ({
  matrix,
  page,
}) => {
  const streams: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname === "/api/snapshot/stream") streams.push(search);
  });
  await matrix.open("?window=5m");
  await page.getByRole("button", { name: "15 min", exact: true }).click();
  await expect(page).toHaveURL(/window=15m/);
  await expect(() =>
    expect(streams).toEqual(["?window=5m", "?window=15m"]),
  ).toPass();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});
