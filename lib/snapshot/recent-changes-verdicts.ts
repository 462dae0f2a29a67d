import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { VerdictState } from "@/lib/mesh/readiness/reason";
import type { Window } from "@/lib/mesh/window";
import type { MeshSnapshot } from "./mesh-snapshot";
import type { VerdictChange } from "./recent-changes-entry";

/** Of services whose verdict changed alike, so many are named. */
const NAMED = 3;
/** Of so many windows the last look is kept. */
const WINDOWS_KEPT = 12;

export interface JudgedMesh
  extends Pick<MeshSnapshot, "window" | "trafficAsOfS"> {
  readonly matrix: Pick<MeshSnapshot["matrix"], "rows">;
}

/** The verdicts of the last look, by window: a window that nobody looks at is not judged. */
export class VerdictMemory {
  private readonly known = new Map<Window, Judged>();

  /** @param nowMs our own clock; when in between a verdict changed is not known */
  compare(snapshot: JudgedMesh, nowMs: number): VerdictChange[] {
    const { window, matrix, trafficAsOfS } = snapshot;
    const before = this.known.get(window);
    // Before the first reading of the traffic everything is unknown, and that it then is known is no news.
    if (before === undefined && trafficAsOfS === null) return [];
    const states = before?.states ?? new Map<string, VerdictState>();
    const seen = before?.rows.deref() ?? [];
    const changed = new Map<string, Alike>();
    for (const [place, row] of matrix.rows.entries()) {
      if (seen[place] === row) continue;
      const key = nameOf(row);
      const { state: to } = row.verdict;
      const from = states.get(key);
      states.set(key, to);
      if (from === undefined || from === to) continue;
      const alike = changed.get(`${from}>${to}`);
      if (alike) alike.rows.push(row);
      else changed.set(`${from}>${to}`, { from, to, rows: [row] });
    }
    forgetGone(states, matrix.rows);
    this.keep(window, { states, rows: new WeakRef(matrix.rows) });
    return [...changed.values()].map(({ from, to, rows: alike }) => ({
      kind: "verdict",
      atMs: nowMs,
      window,
      from,
      to,
      count: alike.length,
      services: alike
        .slice(0, NAMED)
        .map(({ service: { namespace, name } }) => ({ namespace, name })),
    }));
  }

  private keep(window: Window, now: Judged): void {
    this.known.delete(window);
    this.known.set(window, now);
    const [oldest] = this.known.keys();
    if (this.known.size > WINDOWS_KEPT && oldest !== undefined) {
      this.known.delete(oldest);
    }
  }
}

interface Judged {
  /** By `namespace/name`. */
  readonly states: Map<string, VerdictState>;
  /**
   * The rows of the last look, which are the same objects as long as they say the same. A window may be closed before
   * the next one: its rows must not stay for it.
   */
  readonly rows: WeakRef<readonly MatrixRow[]>;
}

/** Services whose verdict changed from the same to the same. */
interface Alike {
  readonly from: VerdictState;
  readonly to: VerdictState;
  readonly rows: MatrixRow[];
}

/** A service that is created anew starts anew. */
function forgetGone(
  states: Map<string, VerdictState>,
  rows: readonly MatrixRow[],
): void {
  if (states.size === rows.length) return;
  const there = new Set(rows.map(nameOf));
  for (const key of states.keys()) if (!there.has(key)) states.delete(key);
}

function nameOf({ service }: MatrixRow): string {
  return `${service.namespace}/${service.name}`;
}
