import { company } from "./company/company";
import type { Scenario, ScenarioOptions } from "./scenario";

/** The biggest one: 1,000 namespaces, 10,000 services, 50,000 pods, 2,000 policies, some of it ambient. */
export function huge(options: ScenarioOptions): Scenario {
  return company(
    "huge",
    {
      namespaces: 1_000,
      services: 10_000,
      sizes: [3, 4, 5, 6, 8, 10, 12, 14, 16, 22],
      replicas: [1, 2, 3, 3, 4, 4, 5, 6, 8, 14],
      policies: 2_000,
      rules: 300,
      nodes: 500,
      hasAmbient: true,
      // As with connections that are kept open; every pair of pods would be half a million of them.
      spread: 1,
    },
    options,
  );
}
