/**
 * `npm run test:cluster`: the wire against the disposable cluster that TEST_KUBECONFIG names and a
 * real Prometheus, then the story in a browser on both. Nothing is skipped: what is missing fails.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findBrowser } from "@/e2e/find-browser";

if (!process.env.TEST_KUBECONFIG) {
  console.error(
    "TEST_KUBECONFIG must name the kubeconfig of a disposable cluster with Istio's CRDs (kind, k3d, envtest).",
  );
  process.exit(2);
}

run("vitest", ["run", "--config", "e2e/cluster/vitest.config.ts"]);
if (!existsSync(".next/BUILD_ID")) run("next", ["build"]);
run("playwright", ["test", "--config", "e2e/cluster/playwright.config.ts"], {
  CHROMIUM_PATH: findBrowser(),
});

function run(
  tool: string,
  args: string[],
  settings: Record<string, string> = {},
): void {
  const { status } = spawnSync("npx", [tool, ...args], {
    stdio: "inherit",
    env: { ...process.env, ...settings },
  });
  if (status !== 0) process.exit(status ?? 1);
}
