import type { VectorRow } from "./envelope";
import { EDGE_LABELS, UNIT_LABEL } from "./promql-series";

/** The same edge and unit in two answers. */
export function edgeKey(metric: VectorRow["metric"]): string {
  let key = "";
  for (const label of LABELS) {
    const value = metric[label] ?? "";
    // With its length, no value can be taken for the end of another.
    key += `${value.length}:${value}`;
  }
  return key;
}

const LABELS = [UNIT_LABEL, ...EDGE_LABELS];
