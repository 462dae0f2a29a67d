"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { Counts } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { formatLatest, formatSeen, type Reading } from "@/lib/words/seen";
import { CallerLabel } from "./caller-label";
import type { CallerRow } from "./caller-rows";
import { CallerWhyText } from "./caller-why-text";

export interface CallerListProps {
  readonly rows: readonly CallerRow[];
  /** By Prometheus' clock; null = there are no figures. */
  readonly asOf: Reading | null;
  readonly locked: boolean;
}

/** One line per caller and unit, every count in full. */
export function CallerTable({ rows, asOf, locked }: CallerListProps) {
  const { w } = useWords();
  const words = w.service.callers;
  const somePlaintext = rows.some(({ why }) => why !== null);
  const someDoubt = rows.some(({ units }) =>
    units.some(({ counts }) => counts.noStatement > 0),
  );
  return (
    <table className="w-full border-rule border-b text-left">
      <thead className="text-2xs text-muted">
        <tr>
          <Head>{words.caller}</Head>
          <Head>{words.unitHead}</Head>
          <Head figure>{words.mutualTls}</Head>
          <Head figure>{words.plaintext}</Head>
          {someDoubt ? <Head figure>{words.noStatement}</Head> : null}
          {somePlaintext ? (
            <>
              <Head>{words.last}</Head>
              <Head>{words.whyHead}</Head>
            </>
          ) : null}
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={row.key} className="border-rule border-t align-baseline">
          {row.units.map(({ unit, counts }, order) => (
            <tr key={unit}>
              {order === 0 ? (
                <th
                  scope="rowgroup"
                  rowSpan={row.units.length}
                  className="max-w-72 py-2 pr-5 font-normal"
                >
                  <CallerLabel row={row} locked={locked} />
                </th>
              ) : null}
              <td className="py-2 pr-5 text-muted text-xs">
                {words.unit[unit]}
              </td>
              <Figures counts={counts} someDoubt={someDoubt} />
              {somePlaintext && order === 0 ? (
                <>
                  <td
                    rowSpan={row.units.length}
                    className="py-2 pr-5 text-xs whitespace-nowrap"
                  >
                    <LastPlaintext row={row} asOf={asOf} />
                  </td>
                  <td
                    rowSpan={row.units.length}
                    className="max-w-96 py-2 text-xs"
                  >
                    {row.why ? <CallerWhyText why={row.why} /> : null}
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** When plaintext was last seen; a dash where none was counted. */
export function LastPlaintext({
  row,
  asOf,
}: {
  row: CallerRow;
  asOf: Reading | null;
}) {
  const { language } = useWords();
  const zone = useTimeZone();
  const { lastPlaintextAt } = row.caller;
  if (row.why === null || lastPlaintextAt === null || asOf === null) {
    return <span className="text-muted">–</span>;
  }
  return (
    <time
      dateTime={lastPlaintextAt}
      title={formatLatest(lastPlaintextAt, asOf, language, zone)}
    >
      {formatSeen(lastPlaintextAt, asOf, language)}
    </time>
  );
}

function Head({
  figure = false,
  children,
}: {
  figure?: boolean;
  children: ReactNode;
}) {
  return (
    <th
      scope="col"
      className={clsx("pr-5 pb-1.5 font-normal", figure && "text-right")}
    >
      {children}
    </th>
  );
}

function Figures({
  counts,
  someDoubt,
}: {
  counts: Counts;
  someDoubt: boolean;
}) {
  return (
    <>
      <Figure value={counts.mutualTls} />
      <Figure value={counts.plaintext} look="font-medium text-plain-ink" />
      {someDoubt ? <Figure value={counts.noStatement} /> : null}
    </>
  );
}

function Figure({ value, look }: { value: number; look?: string }) {
  const { language } = useWords();
  return (
    <td
      className={clsx(
        "py-2 pr-5 text-right",
        value === 0 ? "text-muted" : look,
      )}
    >
      {formatCount(value, language)}
    </td>
  );
}
