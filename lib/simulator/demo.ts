/**
 * One command to see it all: the simulated cluster, the app beside it, and what the callers live
 * through told on the terminal.
 *
 *     npm run demo -- --scenario migration --port 3000
 */
import { DEMO_PORT, DEMO_USAGE, readCommandLine } from "./command-line";
import { freePort, type RunningApp, startApp } from "./demo/app";
import { buildApp, needsBuild } from "./demo/build";
import { guideFor } from "./demo/guide";
import { Narrator } from "./demo/narrator";
import { timeHint } from "./demo/time-hint";
import { DEFAULT_SCENARIO } from "./scenarios/catalog";
import { type Simulator, startSimulator } from "./server";

const tenMinutesS = 600;
/** At once; where a namespace changes, a thousand callers may. */
const MOST_NEWS = 40;

async function demo(args: readonly string[]): Promise<void> {
  const commandLine = readCommandLine(args);
  if (commandLine.help) {
    console.log(DEMO_USAGE);
    return;
  }
  const scenario = commandLine.scenario ?? DEFAULT_SCENARIO;
  if (await needsBuild()) {
    console.log("Building the app; this takes about half a minute …");
    await buildApp();
  }
  const simulator = await startSimulator({
    scenario,
    churnPerS: commandLine.churnPerS,
    ...(commandLine.seed === undefined ? {} : { seed: commandLine.seed }),
  });
  let app: RunningApp | null = null;
  let ending = false;
  const end = async (code: number) => {
    if (!ending) {
      ending = true;
      process.stdin.pause();
      await app?.stop();
      await simulator.stop();
      process.exit(code);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void end(0));
  }
  try {
    app = await startApp({
      kubeconfigPath: simulator.kubeconfigPath,
      prometheusUrl: simulator.prometheusUrl,
      port: await freePort(commandLine.port ?? DEMO_PORT),
    });
  } catch (error) {
    if (!ending) {
      console.error(error instanceof Error ? error.message : String(error));
    }
    await end(1);
    return;
  }
  void app.ended.then((words) => {
    if (!ending) {
      console.error(`The app ended:\n${words}`);
      void end(1);
    }
  });
  console.log(`\n  Lockstep is ready:  ${app.url}\n${guideFor(scenario)}`);
  tell(simulator);
}

function tell({ world, clock, url }: Simulator): void {
  const narrator = new Narrator(world);
  const time = () => new Date(clock.nowMs()).toISOString().slice(11, 19);
  console.log(`  ${time()}  ${narrator.summary()}`);
  const tellNews = () => {
    const startedMs = performance.now();
    for (const line of narrator.news().slice(0, MOST_NEWS)) {
      console.log(`  ${time()}  ${line}`);
    }
    // Looking at all callers of a huge world takes its time; nine tenths of it are for other work.
    const tookMs = performance.now() - startedMs;
    setTimeout(tellNews, Math.max(250, 9 * tookMs));
  };
  tellNews();
  console.log(timeHint(url, process.stdin.isTTY));
  if (process.stdin.isTTY) {
    process.stdin.on("data", () => {
      world.traffic.settle();
      clock.advance(tenMinutesS * 1_000);
      console.log(`  ${time()}  ten minutes passed`);
    });
  }
}

try {
  await demo(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
