/** `npm start`: judges the settings, then runs the built app until it is told to end. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig } from "@/lib/config";
import { listenFault } from "./free-port";
import { startMessage } from "./start-message";

/** Nothing was started, because something must be corrected first. */
const EXIT_MISCONFIGURED = 2;

/** How long the server may take to let go of its connections. */
const SHUTDOWN_MS = 10_000;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

await main();

async function main(): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) return refuse(startMessage(read.problems));
  if (!existsSync(join(root, ".next", "BUILD_ID"))) {
    return refuse("Lockstep is not built yet. Run: npm run build");
  }
  const { hostname, port } = read.config.listen;
  const fault = await listenFault(hostname, port);
  if (fault !== null) return refuse(fault);
  run(hostname, port);
}

function refuse(message: string): void {
  console.error(message);
  process.exitCode = EXIT_MISCONFIGURED;
}

/** In a process group of its own, so that Ctrl-C reaches it once: through us. */
function run(hostname: string, port: number): void {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const server = spawn(
    process.execPath,
    [next, "start", "--hostname", hostname, "--port", String(port)],
    {
      cwd: root,
      detached: true,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    },
  );
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    server.kill("SIGTERM");
    setTimeout(() => server.kill("SIGKILL"), SHUTDOWN_MS).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, end);
  }
  const orphaned = whenOrphaned(end);
  server.on("error", (error) => {
    console.error(`The server could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  server.on("exit", (code, signal) => {
    clearInterval(orphaned);
    const asTold = ending && signal !== "SIGKILL";
    process.exitCode = asTold ? 0 : (code ?? 1);
  });
}

/** npm's shell does not pass a SIGTERM on: when it is gone, nobody is left to tell us to end. */
function whenOrphaned(end: () => void): NodeJS.Timeout | undefined {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) end();
  }, 1_000);
}
