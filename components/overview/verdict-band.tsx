import clsx from "clsx";
import type { VerdictState } from "@/lib/api/contract";
import { VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import { BANDS } from "./verdict-colours";

/** Services by verdict as one band; the figures stand beside it. */
export function VerdictBand({
  counts,
  className,
}: {
  counts: Readonly<Record<VerdictState, number>>;
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={clsx(
        "band flex gap-0.5 overflow-hidden rounded-sm",
        className,
      )}
    >
      {VERDICT_STATES.filter((state) => counts[state] > 0).map((state) => (
        <span
          key={state}
          className={clsx("min-w-1", BANDS[state])}
          style={{ flexGrow: counts[state] }}
        />
      ))}
    </span>
  );
}
