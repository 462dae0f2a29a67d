import { ambient } from "./ambient";
import { empty } from "./empty";
import { huge } from "./huge";
import { large } from "./large";
import { migration } from "./migration";
import { migrationLegacy } from "./migration-legacy";
import type { Scenario, ScenarioOptions } from "./scenario";
import { shop } from "./shop";

const builders = {
  migration,
  "migration-1.4": migrationLegacy,
  shop,
  ambient,
  large,
  huge,
  empty,
} as const;

export type ScenarioName = keyof typeof builders;

export const SCENARIO_NAMES = Object.keys(builders).filter(isScenarioName);

export const DEFAULT_SCENARIO: ScenarioName = "migration";

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(builders, name);
}

export function buildScenario(
  name: ScenarioName,
  options: ScenarioOptions,
): Scenario {
  return builders[name](options);
}
