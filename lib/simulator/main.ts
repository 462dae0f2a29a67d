/**
 * The simulated cluster as a program of its own:
 *
 *     npm run simulator -- --scenario migration --seed 7 --port 0 --frozen-clock --json
 */
import { SimulatedClock } from "./clock";
import {
  type CommandLine,
  readCommandLine,
  SIMULATOR_USAGE,
} from "./command-line";
import { DEFAULT_SCENARIO } from "./scenarios/catalog";
import { startSimulator } from "./server";

async function main(commandLine: CommandLine): Promise<void> {
  if (commandLine.help) {
    console.log(SIMULATOR_USAGE);
    return;
  }
  const simulator = await startSimulator({
    scenario: commandLine.scenario ?? DEFAULT_SCENARIO,
    churnPerS: commandLine.churnPerS,
    ...(commandLine.seed === undefined ? {} : { seed: commandLine.seed }),
    ...(commandLine.port === undefined ? {} : { port: commandLine.port }),
    ...(commandLine.frozenClock
      ? { clock: new SimulatedClock(Date.now()) }
      : {}),
  });
  const { url, prometheusUrl, kubeconfigPaths } = simulator;
  if (commandLine.json) {
    console.log(JSON.stringify({ url, prometheusUrl, kubeconfigPaths }));
  } else {
    console.log(`simulator       ${url}`);
    console.log(`KUBECONFIG      ${kubeconfigPaths.admin}`);
    console.log(`  read only     ${kubeconfigPaths.viewer}`);
    console.log(`  no rights     ${kubeconfigPaths.nobody}`);
    console.log(`PROMETHEUS_URL  ${prometheusUrl}`);
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void simulator.stop().then(() => process.exit(0));
    });
  }
}

try {
  await main(readCommandLine(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
