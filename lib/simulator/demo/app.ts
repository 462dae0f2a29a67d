import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

export interface AppOptions {
  readonly kubeconfigPath: string;
  readonly prometheusUrl: string;
  readonly port: number;
}

export interface RunningApp {
  readonly url: string;
  /** Settles when the app ends by itself, with what it said last. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the built app as a program of its own: all it learns about the simulator is a kubeconfig and a URL.
 * @throws Error with the app's last words where it does not become healthy within a minute
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const url = `http://127.0.0.1:${options.port}`;
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), "lib/server/start.ts"],
    {
      env: {
        ...process.env,
        KUBECONFIG: options.kubeconfigPath,
        PROMETHEUS_URL: options.prometheusUrl,
        PORT: String(options.port),
        HOSTNAME: "127.0.0.1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const lastWords = rememberOutput(child);
  const ended = once(child, "exit").then(() => lastWords());
  const app = { url, ended, stop: () => stopChild(child) };
  const healthy = waitUntilHealthy(`${url}/api/healthz`);
  const early = ended.then((words) => {
    throw new Error(`the app ended before it was ready:\n${words}`);
  });
  early.catch(() => undefined);
  try {
    await Promise.race([healthy, early]);
    return app;
  } catch (error) {
    await app.stop();
    throw error;
  }
}

/** The wanted port, or the next one nobody listens on. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100; port += 1) {
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`no free port from ${wanted} to ${wanted + 99}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

async function waitUntilHealthy(url: string): Promise<void> {
  const deadlineMs = Date.now() + 60_000;
  while (Date.now() < deadlineMs) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) {
      return;
    }
    await delay(250);
  }
  throw new Error("the app did not become healthy within a minute");
}

function rememberOutput(child: ChildProcess): () => string {
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      words = `${words}${chunk}`.slice(-4_000);
    });
  }
  return () => words;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  // Longer than the app itself takes to give up on its connections.
  const late = delay(15_000, "late", { ref: false });
  if ((await Promise.race([gone, late])) === "late") {
    child.kill("SIGKILL");
    await gone;
  }
}
