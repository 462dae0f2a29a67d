import { NO_IDENTITY } from "@/components/matrix/view-state";
import type { VerdictState, Window } from "@/lib/api/contract";

/** Which services the matrix is to show. */
export interface MatrixFilter {
  readonly verdicts?: readonly VerdictState[];
  readonly namespace?: string;
  /** A caller as the matrix' search finds it; null = callers without identity. */
  readonly caller?: string | null;
}

/** Where the matrix shows these services; the window goes along, so that both speak of the same time. */
export function matrixPath(
  window: Window,
  { verdicts, namespace, caller }: MatrixFilter = {},
) {
  return {
    pathname: "/",
    query: {
      window,
      ...(verdicts ? { verdict: verdicts.join(",") } : {}),
      ...(namespace === undefined ? {} : { ns: namespace }),
      ...(caller === undefined
        ? {}
        : caller === null
          ? { caller: NO_IDENTITY }
          : { q: caller }),
    },
  };
}
