import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Matrix } from "@/lib/mesh/matrix/matrix";
import type { Criteria } from "@/lib/mesh/readiness/criteria";
import type { SourceStatement } from "@/lib/mesh/source";
import type { Window } from "@/lib/mesh/window";

/** Both sources, joined and judged, at one moment. Never changed after it was made. */
export interface MeshSnapshot {
  /** Differs whenever anything in it may differ. */
  readonly version: string;
  readonly takenAtMs: number;
  /** Prometheus' clock at evaluation; null = no traffic figures. */
  readonly trafficAsOfS: number | null;
  /** How exactly moments of traffic are known; see `Telemetry`. 0 = no traffic figures. */
  readonly trafficStepS: number;
  readonly window: Window;
  readonly cluster: { readonly context: string; readonly server: string };
  readonly istioPresent: boolean;
  readonly meshConfigKnown: boolean;
  readonly sources: readonly SourceStatement[];
  /** Of the settings; namespaces may have their own. */
  readonly criteria: Criteria;
  readonly index: MeshIndex;
  readonly matrix: Matrix;
}
