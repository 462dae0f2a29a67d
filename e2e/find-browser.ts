/**
 * A Chromium to test with: one that is there already, else Playwright's download, else the
 * distribution's package where we are root. Prints what it does, because a download takes a while.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** Path of an executable browser. Throws with instructions where none can be had. */
export function findBrowser(): string {
  const known = [process.env.CHROMIUM_PATH, chromium.executablePath()]
    .filter((path) => path !== undefined)
    .find((path) => existsSync(path));
  const found =
    known ?? systemBrowser() ?? playwrightDownload() ?? debianPackage();
  if (found) return found;
  throw new Error(
    [
      "No Chromium was found, and none could be installed.",
      "Install one of these, then run the tests again:",
      "  npx playwright install --with-deps chromium",
      "  apt-get install chromium        (Debian, Ubuntu; as root)",
      "or set CHROMIUM_PATH to a Chromium or Chrome executable.",
    ].join("\n"),
  );
}

function systemBrowser(): string | null {
  for (const name of SYSTEM_NAMES) {
    const { stdout, status } = spawnSync("sh", ["-c", `command -v ${name}`], {
      encoding: "utf8",
    });
    if (status === 0 && stdout.trim()) return stdout.trim();
  }
  return null;
}

function playwrightDownload(): string | null {
  console.log("No Chromium found; trying Playwright's download …");
  spawnSync("npx", ["playwright", "install", "chromium"], {
    stdio: "inherit",
    timeout: 180_000,
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "" },
  });
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

function debianPackage(): string | null {
  const root = process.getuid?.() === 0;
  const apt = spawnSync("sh", ["-c", "command -v apt-get"]).status === 0;
  if (!root || !apt) return null;
  console.log("Installing the distribution's Chromium …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  spawnSync(
    "apt-get",
    [
      "install",
      "-y",
      "-qq",
      "--no-install-recommends",
      "chromium",
      "fonts-noto-cjk",
    ],
    { stdio: "inherit", env },
  );
  return systemBrowser();
}
