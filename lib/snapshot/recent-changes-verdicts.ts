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
  private readonly known = new Map<Window, ReadonlyMap<string, VerdictState>>();

  /** @param nowMs our own clock; when in between a verdict changed is not known */
  compare(snapshot: JudgedMesh, nowMs: number): VerdictChange[] {
    const { window, matrix, trafficAsOfS } = snapshot;
    const before = this.known.get(window);
    // Before the first reading of the traffic everything is unknown, and that it then is known is no news.
    if (before === undefined && trafficAsOfS === null) return [];
    const now = new Map<string, VerdictState>();
    const changed = new Map<string, MatrixRow[]>();
    for (const row of matrix.rows) {
      const key = `${row.service.namespace}/${row.service.name}`;
      const { state } = row.verdict;
      now.set(key, state);
      const from = before?.get(key);
      if (from === undefined || from === state) continue;
      const alike = changed.get(`${from}>${state}`);
      if (alike) alike.push(row);
      else changed.set(`${from}>${state}`, [row]);
    }
    this.keep(window, now);
    return [...changed.values()].flatMap((rows) => {
      const [first] = rows;
      const from = first && before?.get(nameOf(first));
      if (!first || from === undefined) return [];
      return [
        {
          kind: "verdict",
          atMs: nowMs,
          window,
          from,
          to: first.verdict.state,
          count: rows.length,
          services: rows
            .slice(0, NAMED)
            .map(({ service: { namespace, name } }) => ({ namespace, name })),
        },
      ];
    });
  }

  private keep(window: Window, now: ReadonlyMap<string, VerdictState>): void {
    this.known.delete(window);
    this.known.set(window, now);
    const [oldest] = this.known.keys();
    if (this.known.size > WINDOWS_KEPT && oldest !== undefined) {
      this.known.delete(oldest);
    }
  }
}

function nameOf({ service }: MatrixRow): string {
  return `${service.namespace}/${service.name}`;
}
