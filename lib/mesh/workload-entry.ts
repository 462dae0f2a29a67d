import type { Labels } from "./objects";

/** A machine outside the cluster that stands behind services like a pod (semantics A1, E23). */
export interface WorkloadEntry {
  readonly namespace: string;
  readonly name: string;
  /** What selectors see: those of its spec, and over them those of the object itself. */
  readonly labels: Labels;
}
