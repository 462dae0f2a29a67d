import type { ObjectRef } from "@/lib/mesh/objects";
import type { PlaintextReason } from "./why-plaintext";

export type CallerName =
  | { readonly kind: "workload"; readonly workload: ObjectRef }
  /** @property apiServer an API server answers at this address, too: it may have been that */
  | {
      readonly kind: "node";
      readonly node: string;
      readonly apiServer: boolean;
    }
  | { readonly kind: "api-server" }
  | { readonly kind: "load-balancer"; readonly service: ObjectRef };

/** One caller in plaintext, with what was read of it. */
export interface AttributedCaller {
  readonly who: CallerName;
  /** Pods of the workload, or hostNetwork pods of the node; no more than `MAX_PODS`, the rest are counted. */
  readonly pods: readonly string[];
  readonly morePods: number;
  readonly addresses: readonly string[];
  /** Ports that were called; no more than `MAX_PORTS`, the rest are counted. */
  readonly ports: readonly number[];
  readonly morePorts: number;
  /** Log lines: a request each where the port speaks HTTP, a connection each elsewhere. */
  readonly accepted: number;
  readonly refused: number;
  readonly lastAtMs: number | null;
  /** null where the caller is no pod that we know, nor a kubelet that probes what was called. */
  readonly reason: PlaintextReason | null;
}

export const MAX_PODS = 5;
/** A scanner may try all of them. */
export const MAX_PORTS = 20;
