import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { startSimulator } from "@/lib/simulator/server";
import { startApp } from "./world";

/** Starts the app with these settings and hands over what its first page and its API say. */
async function firstWords(
  page: import("@playwright/test").Page,
  settings: Readonly<Record<string, string>>,
): Promise<{ page: string; problem: { code: string; detail: string } }> {
  const app = await startApp(settings);
  try {
    await expect
      .poll(async () => (await fetch(`${app.url}/api/snapshot`)).status)
      .not.toBe(503);
    const response = await fetch(`${app.url}/api/snapshot`);
    expect(response.headers.get("content-type")).toBe(
      "application/problem+json",
    );
    const problem = await response.json();
    await page.goto(app.url);
    const unread = page.getByRole("heading", { name: "cannot be read" });
    await expect(page.getByText(problem.detail).or(unread)).toBeVisible();
    return { page: await page.locator("body").innerText(), problem };
  } finally {
    await app.stop();
  }
}

test.describe("each wrong setting has its own clear state", () => {
  test("a context that the kubeconfig does not have", async ({ page }) => {
    const simulator = await startSimulator();
    const { problem } = await firstWords(page, {
      KUBECONFIG: simulator.kubeconfigPath,
      KUBE_CONTEXT: "production",
      PROMETHEUS_URL: simulator.prometheusUrl,
    });
    expect(problem.code).toBe("configuration");
    expect(problem.detail).toContain("production");
    await simulator.stop();
  });

  test("a token that the API server does not accept", async ({ page }) => {
    const simulator = await startSimulator();
    const kubeconfig = await readFile(simulator.kubeconfigPath, "utf8");
    const expired = test.info().outputPath("kubeconfig");
    await writeFile(expired, kubeconfig.replace(/token: .*/, "token: expired"));
    const words = await firstWords(page, {
      KUBECONFIG: expired,
      PROMETHEUS_URL: simulator.prometheusUrl,
    });
    expect(words.page).toMatch(/credentials|token/i);
    await simulator.stop();
  });

  test("an API server that nobody runs", async ({ page }) => {
    const simulator = await startSimulator();
    await simulator.stop();
    const kubeconfig = test.info().outputPath("kubeconfig");
    await writeFile(
      kubeconfig,
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "gone",
        clusters: [
          {
            name: "gone",
            cluster: {
              server: simulator.url,
              "insecure-skip-tls-verify": true,
            },
          },
        ],
        users: [{ name: "gone", user: {} }],
        contexts: [
          { name: "gone", context: { cluster: "gone", user: "gone" } },
        ],
      }),
    );
    const { problem } = await firstWords(page, {
      KUBECONFIG: kubeconfig,
      PROMETHEUS_URL: "http://127.0.0.1:9",
    });
    expect(problem.code).toBe("kubernetes-down");
  });
});

test("a start with wrong settings ends with one message that lists every problem", () => {
  const { stderr, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "lib/server/start.ts"],
    {
      encoding: "utf8",
      timeout: 20_000,
      env: {
        ...process.env,
        KUBECONFIG: "/nowhere/config",
        PROMETHEUS_URL: "not a url",
        HOSTNAME: "0.0.0.0",
        PORT: "99999",
      },
    },
  );
  expect(status).toBe(2);
  for (const named of [
    "/nowhere/config",
    "PROMETHEUS_URL",
    "HOSTNAME",
    "PORT",
  ]) {
    expect(stderr).toContain(named);
  }
});
