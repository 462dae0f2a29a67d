import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** The first bytes of every PNG. */
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

test("one click makes a picture at twice its size, and nothing leaves the machine", async ({
  matrix,
  page,
  baseURL,
}) => {
  await matrix.open();
  const foreign = foreignRequests(page, baseURL ?? "");
  const svg = await taken(page, async () => {
    await page.getByRole("button", { name: "More ways to share" }).click();
    await page.getByRole("menuitem", { name: "Picture (SVG)" }).click();
  });
  const png = await taken(page, () =>
    page.getByRole("button", { name: "Picture", exact: true }).click(),
  );
  expect(png.suggestedFilename()).toMatch(
    /^lockstep-[\w.-]+-5m-\d{4}-\d\d-\d\d\.png$/,
  );
  await expect(
    page.getByText(`${png.suggestedFilename()} was made.`),
  ).toBeVisible();

  const drawn = await readFile(await svg.path(), "utf8");
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(drawn) ?? [];
  const pixels = await readFile(await png.path());
  expect(pixels.subarray(0, 8)).toEqual(SIGNATURE);
  expect(pixels.readUInt32BE(16)).toBe(2 * Number(width));
  expect(pixels.readUInt32BE(20)).toBe(2 * Number(height));
  expect(pixels.length).toBeGreaterThan(20_000);
  expect(foreign).toEqual([]);
});

test("a slide is 16:9, a namespace per line, however much is open on the page", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  const png = await taken(page, async () => {
    await page.getByRole("button", { name: "More ways to share" }).click();
    await page.getByRole("menuitem", { name: /^Slide/ }).click();
  });
  const pixels = await readFile(await png.path());
  const [width, height] = [pixels.readUInt32BE(16), pixels.readUInt32BE(20)];
  expect(width).toBeGreaterThanOrEqual(3_200);
  expect(width / height).toBeCloseTo(16 / 9, 2);
});

test("the picture says what the page says, and can be read without it", async ({
  matrix,
  page,
}) => {
  await matrix.open("?window=5m&q=httpbin&preview=all");
  const said = await pictureWords(page);
  expect(said).toMatch(
    /Cluster \S+ · Traffic of the last 5.min · As of .* GMT\+5:45/,
  );
  expect(said).toMatch(/Filter: Text: httpbin · \d of \d services shown/);
  expect(said).toContain("Preview of STRICT on every service");
  expect(said).toContain("no identity");
  expect(said).toContain("PERMISSIVE");
  expect(said).toMatch(/Blocked\n/);
});

test("a picture is drawn on a narrow screen, in Chinese, with the columns a wide one has", async ({
  page,
  baseURL,
}) => {
  await page
    .context()
    .addCookies([{ name: "lang", value: "zh", url: baseURL ?? "" }]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/?window=5m");
  const said = await pictureWords(page, "更多分享方式", "图片（SVG）");
  expect(said).toContain("集群");
  expect(said).toContain("无身份");
  expect(said).toContain("截至");
});

test("a browser that refuses is quoted with a way out", async ({
  matrix,
  page,
}) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.toBlob = () => {
      throw new DOMException("no pixels", "SecurityError");
    };
  });
  await matrix.open();
  await page.getByRole("button", { name: "Picture", exact: true }).click();
  const problem = page.getByText(
    "The browser does not hand out what it has drawn.",
  );
  await expect(problem).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(problem).toBeHidden();
});

test("the printed page has its title, every line and no buttons", async ({
  matrix,
  page,
}) => {
  await matrix.open();
  const lines = await page.getByRole("treegrid").getAttribute("aria-rowcount");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.getByText(/^Cluster .* · As of /)).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("treegrid")).toBeHidden();
  const table = page.getByRole("table");
  await expect(table.getByRole("row")).toHaveCount(Number(lines));
  expect(
    await table.locator("thead").evaluate((e) => getComputedStyle(e).display),
  ).toBe("table-header-group");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await expect(page.getByRole("treegrid")).toBeVisible();
  await expect(page.getByText(/^Cluster .* · As of /)).toHaveCount(0);
});

async function taken(
  page: Page,
  click: () => Promise<unknown>,
): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    click(),
  ]);
  expect(await download.failure()).toBeNull();
  return download;
}

/** All words of the SVG, line by line. */
async function pictureWords(
  page: Page,
  more = "More ways to share",
  item = "Picture (SVG)",
): Promise<string> {
  const svg = await taken(page, async () => {
    await page.getByRole("button", { name: more }).click();
    await page.getByRole("menuitem", { name: item }).click();
  });
  const text = await readFile(await svg.path(), "utf8");
  return text.replace(/<[^>]*>/g, "\n").replace(/\n+/g, "\n");
}

/** What is asked of anybody but the app itself. */
function foreignRequests(page: Page, own: string): string[] {
  const foreign: string[] = [];
  page.on("request", (request) => {
    const url = request.url().replace(/^blob:/, "");
    if (!url.startsWith(own)) foreign.push(url);
  });
  return foreign;
}
