/** What somebody who looks at the matrix waits for, measured in a real browser. */
import { type Browser, chromium, type Page } from "@playwright/test";
import { paintTimes } from "./paint-times";
import { policyChanges } from "./policy-changes";
import type { RunningDashboard, RunningSimulator } from "./programs";
import { quantile } from "./quantile";
import { scrolledFrames } from "./scrolled-frames";

export interface BrowserFigures {
  /** From the navigation to the first line of the matrix, median. */
  readonly readableMs: number;
  readonly heapBytes: number;
  /** Share of the frames that took longer than two of a 60 Hz screen, while everything is scrolled through. */
  readonly slowFrames: number;
  readonly frames: number;
  /** From a key or click to the next paint. */
  readonly paintP95Ms: number;
  /** From a policy's write at the API server to its word on the screen. */
  readonly repaintP95Ms: number;
}

const NAVIGATIONS = 5;
const VIEWPORT = { width: 1440, height: 900 };
/** A line with figures is there: whoever looks can begin to read. */
const FIRST_LINE = "#matrix tbody tr";

export async function browserFigures(
  executablePath: string,
  dashboard: RunningDashboard,
  simulator: RunningSimulator,
): Promise<BrowserFigures> {
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
  });
  try {
    const readable = await navigations(browser, dashboard);
    const page = await open(browser, dashboard.url);
    const { frames, slow } = await scrolledFrames(page);
    const paints = await paintTimes(page);
    const heapBytes = await heapOf(page);
    await page.close();
    const repaints = await policyChanges(
      await open(browser, dashboard.url),
      dashboard,
      simulator,
    );
    return {
      readableMs: quantile(readable, 0.5),
      heapBytes,
      slowFrames: slow / frames,
      frames,
      paintP95Ms: quantile(paints, 0.95),
      repaintP95Ms: quantile(repaints, 0.95),
    };
  } finally {
    await browser.close();
  }
}

/** Each in a browser profile of its own, with nothing in its cache; the first is for the server to warm up. */
async function navigations(
  browser: Browser,
  { url }: RunningDashboard,
): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn <= NAVIGATIONS; turn += 1) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForSelector(FIRST_LINE, { timeout: 60_000 });
    const sinceNavigation = await page.evaluate(() => performance.now());
    if (turn > 0) times.push(sinceNavigation);
    await context.close();
  }
  return times;
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  // The compiler wraps named functions in a helper that a page does not have.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await page.goto(url);
  await page.waitForSelector(FIRST_LINE, { timeout: 60_000 });
  await page.waitForTimeout(2_000);
  return page;
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}
