import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface RealPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the `prometheus` binary (from PATH, or PROMETHEUS_BINARY) on a port of its own with its data
 * in a temporary directory, and waits until it is ready.
 *
 * @param scrapeConfigs items of `scrape_configs`; JSON is YAML
 * @param history what it remembers already, in OpenMetrics text; needs `promtool` beside it
 * @param flags more of its command line
 * @throws when the binary is missing or does not become ready within 20 s
 */
export async function startPrometheus(
  scrapeConfigs: readonly unknown[],
  history?: string,
  flags: readonly string[] = [],
): Promise<RealPrometheus> {
  const directory = await mkdtemp(join(tmpdir(), "lockstep-prometheus-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const configFile = join(directory, "prometheus.yml");
  await writeFile(
    configFile,
    JSON.stringify({
      global: { scrape_interval: "1s", scrape_timeout: "1s" },
      scrape_configs: scrapeConfigs,
    }),
  );
  const data = join(directory, "data");
  if (history !== undefined) await remember(directory, data, history);
  const server = spawn(
    process.env.PROMETHEUS_BINARY ?? "prometheus",
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${data}`,
      "--storage.tsdb.retention.time=60d",
      `--web.listen-address=127.0.0.1:${port}`,
      "--log.level=error",
      ...flags,
    ],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  const failed = new Promise<never>((_, reject) => {
    server.once("error", reject);
    server.once("exit", (code) =>
      reject(new Error(`prometheus ended with ${code}`)),
    );
  });
  failed.catch(() => undefined);
  await Promise.race([ready(url), failed]);
  return {
    url,
    async stop() {
      if (server.exitCode === null) {
        const ended = once(server, "exit");
        server.kill("SIGTERM");
        await ended;
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function remember(
  directory: string,
  data: string,
  history: string,
): Promise<void> {
  const file = join(directory, "history.txt");
  await writeFile(file, history);
  const promtool = spawn(
    process.env.PROMTOOL_BINARY ?? "promtool",
    [
      "tsdb",
      "create-blocks-from",
      "openmetrics",
      // It reads the whole file once per block.
      "--max-block-duration=240h",
      file,
      data,
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const [code] = await once(promtool, "exit");
  if (code !== 0) throw new Error(`promtool ended with ${code}`);
}

async function ready(url: string): Promise<void> {
  const deadlineMs = Date.now() + 20_000;
  while (Date.now() < deadlineMs) {
    const answer = await fetch(`${url}/-/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("prometheus was not ready within 20 s");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") {
    throw new Error("no port");
  }
  return address.port;
}
