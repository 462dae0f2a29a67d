import type { InboundCall } from "@/lib/access-log/inbound-call";

/** A call that may carry what a ztunnel knows of it besides. */
export interface LoggedCall extends InboundCall {
  /** The name that ztunnel gave its caller. */
  readonly source?: {
    readonly namespace: string;
    readonly pod: string;
  } | null;
  /** When the line was written, where that is another moment than the beginning of the call. */
  readonly loggedAtMs?: number | null;
}

/** The latest moment at which the call is known to have gone on, Unix milliseconds. */
export function lastSeenMs({ atMs, loggedAtMs }: LoggedCall): number | null {
  return loggedAtMs ?? atMs;
}

/** The later of two moments, of which either may be unknown. */
export function laterOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
