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
  /** Share of the frames that took longer than two of a 60 Hz screen while everything was scrolled through, median. */
  readonly slowFrames: number;
  /** From a key or click to the next paint. */
  readonly paintP95Ms: number;
  /** From a policy's write at the API server to its word on the screen. */
  readonly repaintP95Ms: number;
}

const NAVIGATIONS = 5;
/** Each through everything: what else runs on the machine should not decide. */
const SCROLLS = 3;
/** Nobody waits longer. */
const READABLE_MS = 60_000;
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
    const slowFrames = await slowFramesOf(page);
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
      slowFrames,
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
    const readable = await watchForFirstLine(page);
    await page.goto(url, { waitUntil: "commit" });
    const sinceNavigation = await readable();
    if (turn > 0) times.push(sinceNavigation);
    await context.close();
  }
  return times;
}

/**
 * The page watches for its first line by itself: to ask it again and again from outside takes a tenth of the time that
 * is measured.
 *
 * @returns what waits for the frame that shows the first line; resolves with the milliseconds since the navigation
 */
async function watchForFirstLine(page: Page): Promise<() => Promise<number>> {
  let tell: (ms: number) => void;
  const painted = new Promise<number>((resolve, reject) => {
    tell = resolve;
    const tooLate = () => reject(new Error("The matrix never came."));
    setTimeout(tooLate, READABLE_MS).unref();
  });
  await page.exposeFunction("firstLinePainted", (ms: number) => tell(ms));
  await page.addInitScript((line) => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector(line)) return;
      watch.disconnect();
      requestAnimationFrame(() => {
        // What is sent in a frame's callbacks arrives after the frame was painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const tell: unknown = Reflect.get(window, "firstLinePainted");
          if (typeof tell === "function") tell(performance.now());
        };
        port2.postMessage(null);
      });
    });
    watch.observe(document, { childList: true, subtree: true });
  }, FIRST_LINE);
  return () => painted;
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  // The compiler wraps named functions in a helper that a page does not have.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await page.goto(url);
  await page.waitForSelector(FIRST_LINE, { timeout: READABLE_MS });
  await page.waitForTimeout(2_000);
  return page;
}

async function slowFramesOf(page: Page): Promise<number> {
  const shares: number[] = [];
  for (let turn = 0; turn < SCROLLS; turn += 1) {
    const { frames, slow } = await scrolledFrames(page);
    shares.push(slow / frames);
  }
  return quantile(shares, 0.5);
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}
