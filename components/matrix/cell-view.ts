/**
 * How a cell looks: fill = what its calls are, border = what policy says, refused = what would happen.
 * Pure; words are made in `cell-sentence.ts`, colours in `globals.css`.
 */
import type { Cell, ServiceRow, TrafficState } from "@/lib/api/contract";

export type CellGlyph = "lock-open" | "question" | "ring" | null;
export type CellBorder = "strict" | "permissive" | "disable" | "none";

export interface CellView {
  readonly fill: TrafficState;
  readonly glyph: CellGlyph;
  readonly border: CellBorder;
  /** Draws the red ring. */
  readonly refused: boolean;
}

/**
 * @param cell undefined where the snapshot has none for this client.
 * @param preview whether the callers that STRICT would refuse are shown for rows not locked yet;
 * callers that are being refused now are always shown.
 */
export function cellView(
  row: ServiceRow,
  cell: Cell | undefined,
  preview: boolean,
): CellView {
  const fill = cellTraffic(row, cell);
  const refusedNow = row.verdict.state === "LOCKED" || preview;
  return {
    fill,
    glyph: GLYPHS[fill],
    border: isTraffic(fill) ? borderOf(row) : "none",
    refused: (cell?.refusedWhenStrict ?? false) && refusedNow,
  };
}

/**
 * A cell that is not in the snapshot has no calls only if telemetry would have shown every one
 * (semantics D4: no data is not safety).
 */
export function cellTraffic(
  row: ServiceRow,
  cell: Cell | undefined,
): TrafficState {
  if (cell) return cell.traffic;
  return row.coverage.complete ? "none" : "no_evidence";
}

const GLYPHS: Record<TrafficState, CellGlyph> = {
  mutual_tls: null,
  mixed: null,
  plaintext: "lock-open",
  none: "ring",
  no_evidence: "question",
};

function isTraffic(fill: TrafficState): boolean {
  return fill === "mutual_tls" || fill === "mixed" || fill === "plaintext";
}

function borderOf(row: ServiceRow): CellBorder {
  const mode = row.policy.mode;
  switch (mode) {
    case "STRICT":
      return "strict";
    case "PERMISSIVE":
      return "permissive";
    case "DISABLE":
      return "disable";
    case "MIXED":
    case "NOT_ENFORCED":
    case "EXTERNAL":
    case "UNKNOWN":
      return "none";
    default:
      return mode satisfies never;
  }
}
