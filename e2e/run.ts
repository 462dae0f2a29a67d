/** `npm run test:e2e`: finds a browser, builds the app, runs Playwright. Arguments go to Playwright. */
import { spawnSync } from "node:child_process";
import { findBrowser } from "./find-browser";

const browser = findBrowser();
console.log(`Browser: ${browser}`);

const build = spawnSync("npx", ["next", "build"], { stdio: "inherit" });
if (build.status !== 0) process.exit(build.status ?? 1);

const tests = spawnSync(
  "npx",
  ["playwright", "test", ...process.argv.slice(2)],
  {
    stdio: "inherit",
    env: { ...process.env, CHROMIUM_PATH: browser },
  },
);
process.exit(tests.status ?? 1);
