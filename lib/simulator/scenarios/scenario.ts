import type { SeedObject } from "@/lib/simulator/store";
import type { Flow } from "@/lib/simulator/traffic/flow";

/** A world to start from: what the API server holds and who calls whom. */
export interface Scenario {
  readonly name: string;
  readonly objects: readonly SeedObject[];
  readonly flows: readonly Flow[];
  /** Namespaces whose proxies no Prometheus scrapes. */
  readonly unscrapedNamespaces: readonly string[];
  /** API groups, group versions and kinds this cluster does not serve. */
  readonly absentGroups: readonly string[];
}

export interface ScenarioOptions {
  readonly seed: number;
  /** Ages count back from here. */
  readonly nowMs: number;
}
