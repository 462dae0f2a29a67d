import { company } from "./company/company";
import type { Scenario, ScenarioOptions } from "./scenario";

/** A big company: 300 namespaces, 1,000 services, 2,000 pods, a third of it locked already. */
export function large(options: ScenarioOptions): Scenario {
  return company(
    "large",
    {
      namespaces: 300,
      services: 1_000,
      sizes: [1, 2, 2, 3, 3, 3, 4, 4, 5, 6],
      replicas: [1, 2, 2, 3],
      policies: 300,
      rules: 40,
      nodes: 40,
      hasAmbient: false,
    },
    options,
  );
}
