/**
 * One world per worker: a simulator in this process, and the built app as a process of its own that
 * reaches it as it would reach any cluster, by kubeconfig and URL.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { ScenarioName } from "@/lib/simulator/scenarios/catalog";
import { type Simulator, startSimulator } from "@/lib/simulator/server";
import type { UserName } from "@/lib/simulator/users";

export interface World {
  readonly url: string;
  readonly simulator: Simulator;
  /** Everything as at the start of the scenario. */
  reset(scenario?: ScenarioName): Promise<void>;
  /** Lets simulated time pass. */
  advance(seconds: number): Promise<void>;
  faults(faults: Record<string, unknown>): Promise<void>;
  /** What the curl loop of Istio's task would print: "sleep.legacy → httpbin.foo" → 200. */
  calls(): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly scenario: ScenarioName;
  readonly user: UserName;
  /** More settings of the app, e.g. a wrong PROMETHEUS_URL. */
  readonly settings: Readonly<Record<string, string>>;
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const simulator = await startSimulator({ scenario: options.scenario });
  const app = await startApp({
    KUBECONFIG: simulator.kubeconfigPaths[options.user],
    PROMETHEUS_URL: simulator.prometheusUrl,
    ...options.settings,
  });
  await firstReading(app.url);
  const control = async (action: string, body?: unknown) => {
    const response = await fetch(`${simulator.url}/_sim/${action}`, {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${action}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    url: app.url,
    simulator,
    async reset(scenario) {
      await control("reset", scenario ? { scenario } : {});
    },
    async advance(seconds) {
      await control("advance", { seconds });
    },
    async faults(faults) {
      await control("faults", faults);
    },
    async calls() {
      const { calls } = await control("calls");
      return Object.fromEntries(
        calls.map((call: { flow: string; code: string }) => [
          call.flow,
          call.code,
        ]),
      );
    },
    async stop() {
      await app.stop();
      await simulator.stop();
    },
  };
}

export interface RunningApp {
  readonly url: string;
  stop(): Promise<void>;
}

/** The built app on a free port, ready to answer. */
export async function startApp(
  settings: Readonly<Record<string, string>>,
): Promise<RunningApp> {
  const port = await freePort();
  // Not through npx: it would swallow the signal that ends the app.
  const app = spawn(
    process.execPath,
    ["--import", "tsx", "lib/server/start.ts"],
    {
      env: {
        ...process.env,
        PROMETHEUS_REFRESH_SECONDS: "1",
        LOG_LEVEL: "error",
        HOSTNAME: "127.0.0.1",
        PORT: String(port),
        ...settings,
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/api/healthz`, app);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => app.once("exit", resolve));
      app.kill("SIGTERM");
      await ended;
    },
  };
}

/** The first reading of the cluster is over, well or not. */
async function firstReading(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { status } = await fetch(`${url}/api/readyz`);
    if (status !== 503) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The cluster was not read within 30 s.");
}

async function answers(url: string, app: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (app.exitCode !== null)
      throw new Error(`The app ended with ${app.exitCode}.`);
    const alive = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (alive) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within 30 s.`);
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
