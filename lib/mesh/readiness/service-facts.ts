import type { ClientTlsOfNamespace } from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import type { Caller } from "@/lib/mesh/traffic/caller";
import type { Evidence } from "@/lib/mesh/traffic/evidence";
import type { RefusedCaller } from "@/lib/mesh/traffic/refused-caller";
import type { Telemetry, TrafficEdge } from "@/lib/mesh/traffic/traffic";
import type { NamespaceCriteria } from "./criteria";
import type { ReasonCode } from "./reason";
import type { Surroundings } from "./surroundings";

/** Everything a verdict about one service rests on. */
export interface ServiceFacts {
  readonly index: MeshIndex;
  readonly service: Service;
  readonly policy: ServiceVerdict;
  /** What could not be read of what decides; empty = everything was. */
  readonly unreadable: readonly UnreadableCode[];
  readonly evidence: Evidence;
  /** When the telemetry was read, and how far it looks back; null = there is none. */
  readonly reading: Pick<Telemetry, "evaluatedAtS" | "windowS"> | null;
  /** Everyone who reached the service's workloads, through whichever service. */
  readonly callers: readonly Caller[];
  /** The same calls as they were read. */
  readonly reaching: readonly TrafficEdge[];
  /** Who called this service and was not let in; empty wherever no port is STRICT. */
  readonly refused: readonly RefusedCaller[];
  readonly clientTls: readonly ClientTlsOfNamespace[];
  readonly criteria: NamespaceCriteria;
  readonly surroundings: Surroundings;
  /** The only port that is asked about; missing = the whole service. */
  readonly onlyPort?: ServiceVerdict["ports"][number];
}

export type UnreadableCode = Extract<
  ReasonCode,
  | "legacy-support-unknown"
  | "mesh-config-unknown"
  | "policies-unreadable"
  | "pods-unreadable"
  | "rules-unreadable"
>;
