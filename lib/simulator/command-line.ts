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
}

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
  };
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
