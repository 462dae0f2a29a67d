"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import type { Source } from "@/lib/api/contract";
import { formatClock } from "@/lib/words/figures";
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
        {title}: {words.nothing}
      </p>
    );
  }
  return (
    <table className="mt-3 w-full border-collapse text-left text-xs">
      <caption className="pb-1 text-left font-semibold text-ink">
        {title}
      </caption>
      <thead>
        <tr className="text-muted">
          <th scope="col" className="pb-1 font-normal">
            {words.source}
          </th>
          <th scope="col" className="px-3 pb-1 font-normal">
            {words.state}
          </th>
          <th scope="col" className="pb-1 text-right font-normal">
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
  const { what, version, state, since, namespaces, message, warnings } = source;
  const said = [
    ...(message === "" || saidBefore ? [] : [message]),
    ...(namespaces.length === 0 ? [] : [namespaces.join(", ")]),
    ...warnings,
  ];
  return (
    <tbody className="border-rule border-t align-baseline">
      <tr>
        <th scope="row" className="py-1 font-normal">
          <span className="font-medium">{what}</span>
          {version === "" ? null : (
            <>
              {" "}
              <span className="font-mono text-2xs text-muted">{version}</span>
            </>
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
      {said.length === 0 ? null : (
        <tr>
          <td colSpan={3} className="pb-1.5 text-muted">
            {said.map((line) => (
              <p key={line} className="wrap-anywhere">
                {line}
              </p>
            ))}
          </td>
        </tr>
      )}
    </tbody>
  );
}
