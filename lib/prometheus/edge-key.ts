import type { VectorRow } from "./envelope";
import { EDGE_LABELS, UNIT_LABEL } from "./promql-series";

/** The same edge and unit in two answers. */
export function edgeKey(metric: VectorRow["metric"]): string {
  return JSON.stringify(
    [UNIT_LABEL, ...EDGE_LABELS].map((label) => metric[label] ?? ""),
  );
}
