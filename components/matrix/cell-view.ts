/**
 * How a cell looks: fill = what its calls are, border = what policy says, refused = what would happen.
 * Pure; words are made in `cell-sentence.ts`, colours in `globals.css`.
 */
import type {
  Caller,
  Cell,
  ServiceRow,
  TrafficState,
} from "@/lib/api/contract";
import { openPortsOf } from "@/lib/mesh/readiness/open-ports";
import type { GroupCell } from "./group-cells";
import { hasPlaintext, type Measured, totalOf } from "./traffic-figures";

export type CellGlyph = "lock-open" | "question" | "ring" | "ban" | null;
export type CellBorder = "strict" | "permissive" | "disable" | "none";

export interface CellView {
  readonly fill: TrafficState;
  readonly glyph: CellGlyph;
  readonly border: CellBorder;
  /** Draws the red ring. */
  readonly refused: boolean;
  /** Part of what stands behind the cell cannot be seen: it is never drawn as whole. */
  readonly doubt?: boolean;
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
  if (cell && isOnlyRefused(cell)) return ONLY_REFUSED;
  const fill = cellTraffic(row, cell);
  const refusedNow = row.verdict.state === "LOCKED" || preview;
  return {
    fill,
    glyph: GLYPHS[fill],
    border: isTraffic(fill) ? borderOf(row) : "none",
    refused:
      (cell?.refused ?? null) !== null ||
      ((cell?.refusedWhenStrict ?? false) && refusedNow),
  };
}

/** Turned away, and nothing of it let in: not a kind of traffic, and no lack of evidence either. */
export const ONLY_REFUSED: CellView = {
  fill: "none",
  glyph: "ban",
  border: "none",
  refused: true,
};

export function isOnlyRefused({ traffic, refused }: Cell): boolean {
  return traffic === "none" && refused !== null;
}

/**
 * A namespace in one column.
 *
 * @param cell undefined where no service has one for this client
 * @param complete whether every service of the namespace would have shown its calls
 */
export function groupCellView(
  cell: GroupCell | undefined,
  complete: boolean,
  preview: (row: ServiceRow) => boolean,
): CellView {
  if (!cell) return plainView(complete ? "none" : "no_evidence");
  const isKnocking = cell.knockedAt.length > 0;
  if (isKnocking && cell.called.length === 0) return ONLY_REFUSED;
  const seen = groupTraffic(cell);
  const doubt = isTraffic(seen) && cell.unseen > 0;
  return {
    fill: seen,
    glyph: doubt && seen !== "plaintext" ? "question" : GLYPHS[seen],
    border: isTraffic(seen) ? groupBorder(cell.called) : "none",
    refused:
      isKnocking ||
      cell.refusing.some(
        (row) => row.verdict.state === "LOCKED" || preview(row),
      ),
    doubt,
  };
}

/** What was seen of any service; where nothing was, whether all of them could have shown it. */
export function groupTraffic({ seen, unseen }: GroupCell): TrafficState {
  const mutualTls = seen.has("mutual_tls");
  const plaintext = seen.has("plaintext");
  if (seen.has("mixed") || (mutualTls && plaintext)) return "mixed";
  if (plaintext) return "plaintext";
  if (mutualTls) return "mutual_tls";
  return unseen > 0 ? "no_evidence" : "none";
}

/** One caller of an opened service, in the column of its namespace. */
export function callerCellView(
  row: ServiceRow,
  caller: Caller,
  preview: boolean,
  isTurnedAway: boolean,
): CellView {
  const fill = callerTraffic(caller);
  if (isTurnedAway && fill === "none") return ONLY_REFUSED;
  const refusedNow = row.verdict.state === "LOCKED" || preview;
  const cell = row.cells.find(({ client }) => client === caller.namespace);
  const doubt = fill === "mutual_tls" && hasUnstated(caller);
  return {
    fill,
    glyph: doubt ? "question" : GLYPHS[fill],
    border: isTraffic(fill) ? borderOf(row) : "none",
    refused:
      isTurnedAway ||
      (refusedNow &&
        (cell?.refusedWhenStrict ?? false) &&
        hasPlaintext(caller)),
    doubt,
  };
}

/** Calls without a statement are no evidence of either (semantics D4). */
function callerTraffic(caller: Measured): TrafficState {
  const mutualTls =
    caller.requests.mutualTls + caller.connections.mutualTls > 0;
  if (hasPlaintext(caller)) return mutualTls ? "mixed" : "plaintext";
  if (mutualTls) return "mutual_tls";
  const counted = totalOf(caller.requests) + totalOf(caller.connections) > 0;
  return counted ? "no_evidence" : "none";
}

function hasUnstated({ requests, connections }: Measured): boolean {
  return requests.noStatement + connections.noStatement > 0;
}

function plainView(fill: TrafficState): CellView {
  return { fill, glyph: GLYPHS[fill], border: "none", refused: false };
}

/** The namespace has the border that all called services have; one that differs takes it away. */
function groupBorder(called: readonly ServiceRow[]): CellBorder {
  const borders = new Set(called.map(borderOf));
  if (borders.has("disable")) return "disable";
  const [first = "none"] = borders;
  return borders.size === 1 ? first : "none";
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
  const mode = row.mode;
  switch (mode) {
    case "STRICT":
      // Nothing that came in by a port that stays open may look as if it had been held to STRICT.
      return openPortsOf(row.verdict.reason).length > 0 ? "none" : "strict";
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
