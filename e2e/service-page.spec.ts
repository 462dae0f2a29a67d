import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./violations";

const HTTPBIN = "/services/foo/httpbin";

async function openService(page: Page, path = `${HTTPBIN}?window=5m`) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

const verdict = (page: Page) => page.getByRole("region", { name: "Verdict" });
const caller = (page: Page, name: string) =>
  page.locator("tbody", { has: page.getByRole("rowheader", { name }) });

test("the panel leads to the page, which has an address of its own", async ({
  matrix,
  page,
}) => {
  await matrix.openPanel("httpbin", "foo");
  await matrix
    .dialog()
    .getByRole("link", { name: "Open the page of foo/httpbin" })
    .click();
  await expect(page).toHaveURL(/\/services\/foo\/httpbin\?window=5m$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "foo/httpbin",
  );
  await expect(page).toHaveTitle("foo/httpbin · Lockstep");
  await page.getByRole("link", { name: "Back to the matrix" }).click();
  await expect(page).toHaveURL(/\/\?window=5m$/);
  await expect(page.getByRole("treegrid")).toBeVisible();
});

test("verdict, evidence and every caller with exact counts stand on one page", async ({
  page,
}) => {
  await openService(page);
  await expect(verdict(page)).toContainText("Blocked Plaintext arrived:");
  await expect(verdict(page)).toContainText("1 of 1 pod reports");
  const stranger = caller(page, "a caller without identity");
  await expect(stranger).toContainText("no identity");
  await expect(stranger).toContainText("refused if locked");
  await expect(stranger).toContainText("Telemetry has no name for it.");
  await expect(stranger.getByRole("cell").nth(2)).toHaveText(/^\d+$/);
  await expect(caller(page, "bar/sleep")).toContainText(
    "Automatic mutual TLS is off, and no rule turns it on for clients in bar.",
  );
  await expect(
    page.getByRole("img", { name: /^Requests to foo\/httpbin/ }),
  ).toBeVisible();
  await expect(
    page.getByText("None: no other service leads to its pods."),
  ).toBeVisible();
  await expect(
    page.getByRole("heading", { name: "Why", exact: true }),
  ).toBeVisible();
});

test("a service whose ports differ shows a verdict for each, and only then", async ({
  page,
  world,
}) => {
  const ports = page.getByRole("heading", { name: "Port by port" });
  await openService(page);
  await expect(ports).toHaveCount(0);
  const [httpbin] = world.simulator.store
    .list("Service", "foo")
    .filter(({ metadata }) => metadata.name === "httpbin");
  if (httpbin === undefined) throw new Error("no httpbin");
  world.simulator.store.seed({
    ...httpbin,
    spec: {
      selector: { app: "httpbin" },
      ports: [
        { name: "http", port: 8000, targetPort: 8080, protocol: "TCP" },
        { name: "http-admin", port: 9000, targetPort: 9090, protocol: "TCP" },
      ],
    },
  });
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "admin", namespace: "foo" },
    spec: {
      selector: { matchLabels: { app: "httpbin" } },
      portLevelMtls: { "9090": { mode: "STRICT" } },
    },
  });
  await expect(ports).toBeVisible();
  const list = page.locator("section", { has: ports }).last();
  await expect(list.getByRole("listitem")).toHaveText([
    /^8000 httpBlocked Plaintext/,
    /^9000 http-adminLocked /,
  ]);
  expect(await violations(page)).toEqual([]);
  // The quick look beside the matrix says it too.
  await page.goto("/?window=5m&at=foo/httpbin");
  await expect(
    page.getByRole("dialog").getByRole("heading", { name: "Port by port" }),
  ).toBeVisible();
});

test("the window stands in the address and changes what is asked", async ({
  page,
}) => {
  await openService(page);
  await page
    .getByRole("group", { name: "Time window" })
    .getByRole("button", { name: "15 min" })
    .click();
  await expect(page).toHaveURL(/window=15m/);
  await expect(
    page.getByRole("heading", { name: /Traffic of the last 15.min/ }),
  ).toBeVisible();
});

test("the chart shows one caller alone, and its address says whose", async ({
  page,
}) => {
  await openService(page);
  await page.getByRole("button", { name: /^Calls of/ }).click();
  const answer = page.waitForResponse(/callerWorkload=sleep/);
  await page.getByRole("menuitemradio", { name: "bar/sleep" }).click();
  expect((await answer).status()).toBe(200);
  await expect(page).toHaveURL(/caller=bar(\/|%2F)sleep/);
  await page.reload();
  await expect(
    page.getByRole("button", { name: "Calls of bar/sleep" }),
  ).toBeVisible();
  await expect(page.locator(".recharts-bar-rectangle").first()).toBeVisible();
});

test("what is done on the page is planned first, and can be undone there", async ({
  page,
}) => {
  await openService(page);
  await verdict(page).getByRole("button", { name: "Use mutual TLS" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("nothing was changed");
  await dialog.getByRole("button", { name: "Use mutual TLS" }).click();
  await expect(dialog).toBeHidden();
  await expect(
    page.getByRole("status").filter({ hasText: "httpbin" }).first(),
  ).toBeVisible();
  await expect(caller(page, "bar/sleep")).toContainText(
    "Sidecars in bar are told to use mutual TLS now.",
  );
});

test("after the lock, whoever sent plaintext stands apart", async ({
  world,
  page,
}) => {
  world.simulator.store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "default", namespace: "foo" },
    spec: { mtls: { mode: "STRICT" } },
  });
  await openService(page);
  await expect(verdict(page)).toContainText("Locked");
  const knocking = page.locator("section", {
    has: page.getByRole("heading", { name: "Still knocking", exact: true }),
  });
  await expect(knocking).toContainText("a caller without identity");
  await expect(knocking).toContainText("refused now");
});

test("what blocks is not listed as only good to know", async ({ page }) => {
  await openService(page);
  const part = (name: string) =>
    page.locator("section", {
      has: page.getByRole("heading", { name, exact: true }),
    });
  await expect(part("What else blocks it")).toContainText(
    "Automatic mutual TLS is off",
  );
  await expect(part("Also worth knowing")).toContainText("could call");
  await expect(part("Also worth knowing")).not.toContainText(
    "Automatic mutual TLS is off",
  );
});

test("a service that is not there is no blank page", async ({ page }) => {
  await page.goto("/services/foo/nobody?window=5m");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "No service foo/nobody",
  );
  await expect(
    page.getByRole("link", { name: "Back to the matrix" }),
  ).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test(`axe finds nothing on a service's page in the ${theme} theme`, async ({
      page,
    }) => {
      await openService(page);
      await expect(
        page.locator(".recharts-bar-rectangle").first(),
      ).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("nothing is cut off on a telephone, where callers become blocks", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openService(page);
  await expect(page.getByText("a caller without identity")).toBeVisible();
  await expect(page.getByRole("rowheader")).toHaveCount(0);
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

test("the page speaks Chinese", async ({ page, baseURL }) => {
  await page
    .context()
    .addCookies([{ name: "lang", value: "zh", url: baseURL ?? "" }]);
  await openService(page);
  await expect(page.getByText("遥测无法识别它。")).toBeVisible();
  await expect(
    page.getByText("没有：没有其他服务指向它的 Pod。"),
  ).toBeVisible();
});
