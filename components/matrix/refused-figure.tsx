"use client";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { formatSeen, type Reading } from "@/lib/words/seen";

type Refused = NonNullable<ServiceRow["refused"]>;

/** What a locked service turns away, where an open one says what plaintext is left. */
export function RefusedFigure({
  refused: { requests, connections, lastAt },
  asOf,
}: {
  refused: Refused;
  asOf: Reading | null;
}) {
  const { w, language } = useWords();
  const words = w.matrix.plaintext;
  const parts = [
    { count: requests, unit: words.req },
    { count: connections, unit: words.conn },
  ].filter(({ count }) => count > 0);
  const when = lastAt && asOf ? formatSeen(lastAt, asOf, language) : null;
  return (
    <span className="flex min-w-0 flex-col leading-4">
      {parts.map(({ count, unit }, index) => (
        <span key={unit} className="truncate whitespace-nowrap text-muted">
          <b className="font-semibold text-refused">
            {formatCount(count, language)}
          </b>{" "}
          <span className="text-2xs">{unit}</span>{" "}
          <span className="text-refused">{words.refused}</span>
          {when && index === 0 ? ` · ${when}` : null}
        </span>
      ))}
    </span>
  );
}

/** A locked service that turns nobody away has figures too: zeros. */
export function isKnocking(
  refused: ServiceRow["refused"] | undefined,
): refused is Refused {
  return (refused?.requests ?? 0) + (refused?.connections ?? 0) > 0;
}
