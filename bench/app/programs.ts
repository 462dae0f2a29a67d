/** The programs a benchmark runs beside itself, each a process of its own, as where they are really used. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { z } from "zod";
import { lastChild } from "./process-figures";

export interface RunningSimulator {
  readonly url: string;
  readonly prometheusUrl: string;
  readonly kubeconfig: string;
  /** e.g. `control("churn", { rate: 5 })` */
  control(action: string, body: unknown): Promise<void>;
  stop(): Promise<void>;
}

export interface RunningDashboard {
  readonly url: string;
  /** The process that serves, not the one that started it. */
  readonly pid: () => number;
  stop(): Promise<void>;
}

const START_MS = 120_000;

const startedSchema = z.object({
  url: z.string(),
  prometheusUrl: z.string(),
  kubeconfigPaths: z.object({ admin: z.string() }),
});

/** @param scenario one of the simulator's */
export async function runSimulator(
  scenario: string,
): Promise<RunningSimulator> {
  const child = start([
    "lib/simulator/main.ts",
    "--scenario",
    scenario,
    "--port",
    "0",
    "--json",
  ]);
  const { url, prometheusUrl, kubeconfigPaths } = startedSchema.parse(
    JSON.parse(await firstLine(child)),
  );
  return {
    url,
    prometheusUrl,
    kubeconfig: kubeconfigPaths.admin,
    async control(action, body) {
      const answer = await fetch(`${url}/_sim/${action}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`);
    },
    stop: () => ended(child),
  };
}

/** The built app; answers as soon as it listens, which is before the cluster is read. */
export async function runDashboard(
  simulator: RunningSimulator,
): Promise<RunningDashboard> {
  if (!existsSync(".next/BUILD_ID")) {
    throw new Error("Build the app first: npm run build");
  }
  const port = await freePort();
  const child = start(["lib/server/start.ts"], {
    KUBECONFIG: simulator.kubeconfig,
    PROMETHEUS_URL: simulator.prometheusUrl,
    HOSTNAME: "127.0.0.1",
    PORT: String(port),
    LOG_LEVEL: "error",
  });
  const url = `http://127.0.0.1:${port}`;
  await until(`${url}/api/healthz`);
  return {
    url,
    pid: () => servingProcess(child),
    stop: () => ended(child),
  };
}

/** Waits until an address answers with success. */
export async function until(url: string): Promise<void> {
  const deadlineMs = performance.now() + START_MS;
  while (performance.now() < deadlineMs) {
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${url} did not answer within ${START_MS / 1_000} s.`);
}

function start(
  program: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", ...program], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error("The program has no output.");
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).once("line", resolve);
    child.once("exit", (code) =>
      reject(new Error(`The program ended with ${code}.`)),
    );
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) =>
    child.once("exit", () => resolve()),
  );
  child.kill("SIGTERM");
  return gone;
}

function servingProcess(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error("The app has not started.");
  return lastChild(child.pid);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
