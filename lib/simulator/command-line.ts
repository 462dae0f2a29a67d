import { parseArgs } from "node:util";
import {
  isScenarioName,
  SCENARIO_NAMES,
  type ScenarioName,
} from "./scenarios/catalog";

export interface CommandLine {
  readonly scenario: ScenarioName | undefined;
  readonly seed: number | undefined;
  readonly port: number | undefined;
  readonly frozenClock: boolean;
  readonly json: boolean;
  /** Steps of churn a second. */
  readonly churnPerS: number;
  readonly help: boolean;
}

/** Where the demo listens, or on the next free port. */
export const DEMO_PORT = 3000;

const WORLD_OPTIONS = `  --scenario NAME   ${SCENARIO_NAMES.join(", ")}
  --seed N          another world of the same kind; 7 where not given
  --churn RATE      steps a second, up to 200: pods roll; every 20th step a caller gets its
                    sidecar, every 30th a policy changes. None where not given.`;

export const SIMULATOR_USAGE = `The simulated cluster: a Kubernetes API and a Prometheus over HTTP, for Lockstep to talk to.

${WORLD_OPTIONS}
                    Later: POST /_sim/churn {"rate": 3}, {"rate": 0} or {"steps": 10}
  --port N          0 or nothing: any free one
  --frozen-clock    time moves only by POST /_sim/advance {"seconds": 60}
  --json            the addresses as one line of JSON
  --help            this
`;

export const DEMO_USAGE = `The simulated cluster and Lockstep beside it, to try everything out.

${WORLD_OPTIONS}
  --port N          of the page; ${DEMO_PORT} where not given, and the next free one where it is taken
  --help            this
`;

/** @throws Error with one sentence that says what is wrong */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: { type: "string" },
      seed: { type: "string" },
      port: { type: "string" },
      "frozen-clock": { type: "boolean" },
      json: { type: "boolean" },
      churn: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const { scenario } = values;
  if (scenario !== undefined && !isScenarioName(scenario)) {
    throw new Error(
      `--scenario ${scenario}: there is no such scenario, only ${SCENARIO_NAMES.join(", ")}.`,
    );
  }
  return {
    scenario,
    seed: wholeNumber("seed", values.seed),
    port: wholeNumber("port", values.port),
    frozenClock: values["frozen-clock"] ?? false,
    json: values.json ?? false,
    churnPerS: rate(values.churn),
    help: values.help ?? false,
  };
}

function rate(text: string | undefined): number {
  if (text !== undefined && !(/^\d{1,3}(\.\d+)?$/.test(text) && +text <= 200)) {
    throw new Error(`--churn ${text}: a number from 0 to 200 is needed.`);
  }
  return Number(text ?? 0);
}

function wholeNumber(
  name: string,
  text: string | undefined,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw new Error(`--${name} ${text}: a whole number is needed.`);
  }
  return Number(text);
}
