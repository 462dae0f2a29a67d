import type { ConnectionSecurity } from "./traffic";

/** By whom a count was told, and of whom. */
export interface Telling {
  readonly security: ConnectionSecurity;
  readonly reporter: "destination" | "waypoint";
  /** Namespaces of the pod that told it, as the scrape wrote them; empty = it wrote none. */
  readonly scrapedIn: readonly string[];
  /** Namespace of the called workload. */
  readonly calledNamespace: string;
}

/** Whether a count may be believed: see `credibility`. */
export type Believes = (telling: Telling) => boolean;
