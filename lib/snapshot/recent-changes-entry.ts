import type { ObjectRef } from "@/lib/mesh/objects";
import type { VerdictState } from "@/lib/mesh/readiness/reason";
import type { Window } from "@/lib/mesh/window";

/** Something that happened to one policy or rule. */
export interface ObjectChange {
  readonly kind: "object";
  readonly atMs: number;
  readonly happened: "created" | "changed" | "deleted";
  readonly object: ObjectRef;
  /** What it says of mutual TLS as a whole, e.g. "STRICT"; null = nothing, or it was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Services whose verdict changed from one look to the next; many at once are one change. */
export interface VerdictChange {
  readonly kind: "verdict";
  readonly atMs: number;
  readonly window: Window;
  readonly from: VerdictState;
  readonly to: VerdictState;
  readonly count: number;
  /** The first few of them. */
  readonly services: readonly {
    readonly namespace: string;
    readonly name: string;
  }[];
}

export type RecentChange = ObjectChange | VerdictChange;
