"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import { Places } from "@/components/states/places";
import { SourceReason } from "@/components/states/source-reason";
import type { Source } from "@/lib/api/contract";
import { formatClock } from "@/lib/words/figures";
import { sourceName } from "@/lib/words/source-sentence";
import { inOrder, type OrderedSource } from "./source-order";
import { useTimeZone } from "./use-time-zone";

/** One side's sources: what each is, how it is doing, since when, and what to do about it. */
export function SourceTable({
  title,
  sources,
  nowMs,
}: {
  title: string;
  sources: readonly Source[];
  nowMs: number;
}) {
  const { w } = useWords();
  const words = w.time.freshness;
  if (sources.length === 0) {
    return (
      <p className="mt-3 text-muted text-xs">
        {w.interface.titled(title, words.nothing)}
      </p>
    );
  }
  return (
    <table className="mt-3 w-full table-fixed border-collapse text-left text-xs">
      <caption className="pb-1 text-left font-semibold text-ink">
        {title}
      </caption>
      <thead>
        <tr className="text-muted">
          <th scope="col" className="pb-1 font-normal">
            {words.source}
          </th>
          <th scope="col" className="w-22 px-3 pb-1 font-normal">
            {words.state}
          </th>
          <th scope="col" className="w-28 pb-1 text-right font-normal">
            {words.since}
          </th>
        </tr>
      </thead>
      {inOrder(sources).map((ordered) => (
        <SourceRows key={ordered.source.id} ordered={ordered} nowMs={nowMs} />
      ))}
    </table>
  );
}

function SourceRows({
  ordered: { source, troubled, saidBefore },
  nowMs,
}: {
  ordered: OrderedSource;
  nowMs: number;
}) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  const { version, state, since, namespaces, warnings } = source;
  const says = (state !== "live" && !saidBefore) || warnings.length > 0;
  return (
    <tbody className="border-rule border-t align-baseline">
      <tr>
        <th scope="row" className="py-1 font-normal">
          <span className="font-medium">{sourceName(source, language)}</span>
          {version === "" ? null : (
            <>
              {" "}
              <span className="font-mono text-2xs text-muted">{version}</span>
            </>
          )}
          {namespaces.length === 0 ? null : (
            <span className="block text-muted wrap-anywhere">
              <Places source={source} />
            </span>
          )}
        </th>
        <td
          className={clsx(
            "px-3 py-1 whitespace-nowrap",
            troubled ? "font-semibold text-plain-ink" : "text-muted",
          )}
        >
          {w.source[state].label}
        </td>
        <td className="py-1 text-right text-muted whitespace-nowrap">
          <time dateTime={since}>
            {formatClock(since, nowMs, language, zone)}
          </time>
        </td>
      </tr>
      {says ? (
        <tr>
          <td colSpan={3} className="pb-1.5">
            <SourceReason source={source} />
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
