"use client";
import { useWords } from "@/components/layout/preferences";
import type { Counts, ServiceRow, Window } from "@/lib/api/contract";
import { formatCount, formatWindow } from "@/lib/words/figures";
import { formatSeen, type Reading } from "@/lib/words/seen";
import { formatShare } from "@/lib/words/share";
import { isKnocking, RefusedFigure } from "./refused-figure";
import {
  plaintextUnits,
  totalOf,
  type Unit,
  unitsSeen,
} from "./traffic-figures";

/** What a line counts, be it of a caller, a service or a namespace. */
export type Counted = Pick<
  ServiceRow,
  "requests" | "connections" | "lastPlaintextAt" | "evidence"
> &
  Partial<Pick<ServiceRow, "refused">>;

/** Share of mutual TLS, each unit on its own line. */
export function ShareFigure({
  row,
}: {
  row: Pick<Counted, "requests" | "connections">;
}) {
  const { w } = useWords();
  const units = unitsSeen(row).filter((unit) => isStated(row[unit]));
  if (units.length === 0) return <span className="text-muted">–</span>;
  return (
    <span className="flex flex-col items-end leading-4">
      {units.map((unit) => (
        <span key={unit} className="whitespace-nowrap">
          <b className="font-semibold">
            {formatShare(row[unit].mutualTls, totalOf(row[unit]))}
          </b>
          {units.length > 1 || unit === "connections" ? (
            <span className="ml-1 inline-block min-w-6 text-left text-2xs text-muted">
              {unit === "connections"
                ? w.matrix.plaintext.ofConn
                : w.matrix.plaintext.ofReq}
            </span>
          ) : null}
        </span>
      ))}
    </span>
  );
}

/** Calls without a statement are no share of anything: nobody knows what they were (semantics D4). */
function isStated(counts: Counts): boolean {
  return counts.mutualTls + counts.plaintext > 0;
}

/** What is left in plaintext: how much, in which unit, and when last. */
export function PlaintextFigure({
  row,
  asOf,
  window,
}: {
  row: Counted;
  asOf: Reading | null;
  window: Window;
}) {
  const { w, language } = useWords();
  const units = plaintextUnits(row);
  if (units.length === 0 && isKnocking(row.refused)) {
    return <RefusedFigure refused={row.refused} asOf={asOf} />;
  }
  if (units.length === 0) {
    const known = row.evidence !== "no_evidence";
    return (
      <span className="text-muted">
        {known
          ? w.matrix.plaintext.noneIn(formatWindow(window, language))
          : w.matrix.plaintext.unknown}
      </span>
    );
  }
  const when =
    row.lastPlaintextAt && asOf
      ? formatSeen(row.lastPlaintextAt, asOf, language)
      : null;
  const name: Record<Unit, string> = {
    requests: w.matrix.plaintext.req,
    connections: w.matrix.plaintext.conn,
  };
  return (
    <span className="flex min-w-0 flex-col leading-4">
      {units.map((unit, index) => (
        <span key={unit} className="truncate whitespace-nowrap text-muted">
          <b className="font-semibold text-plain-ink">
            {formatCount(row[unit].plaintext, language)}
          </b>{" "}
          <span className="text-2xs">{name[unit]}</span>
          {when && index === 0 ? ` · ${when}` : null}
        </span>
      ))}
    </span>
  );
}
