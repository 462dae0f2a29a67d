"use client";
import Link from "next/link";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import type { Window } from "@/lib/api/contract";
import type { Overview, OverviewNamespace } from "@/lib/api/overview-contract";
import { formatCount } from "@/lib/words/figures";
import { matrixPath } from "./matrix-path";
import { Panel } from "./panel";
import { VerdictBand } from "./verdict-band";

const FIRST = 8;
const MORE = 30;

const MORE_LOOK =
  "rounded-sm text-muted underline decoration-edge underline-offset-3 hover:text-ink";

/** Namespaces in the order of the work; those with nothing left to do stand last. */
export function NamespaceList({ overview }: { overview: Overview }) {
  const { w, language } = useWords();
  const [most, setMost] = useState(FIRST);
  const words = w.overview.namespaces;
  const { total, first } = overview.namespaces;
  const shown = first.slice(0, most);
  const rest = first.length - shown.length;
  const count = (n: number) => formatCount(n, language);
  return (
    <Panel
      title={words.title}
      aside={
        <p className="text-muted text-xs">
          {shown.length < total
            ? words.shown(count(shown.length), count(total))
            : count(total)}
        </p>
      }
    >
      <table className="w-full table-fixed text-xs">
        <thead className="sr-only">
          <tr>
            <th scope="col">{words.namespace}</th>
            <th scope="col">{words.locked}</th>
            <th scope="col">{words.mostly}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((namespace) => (
            <Row
              key={namespace.name}
              namespace={namespace}
              window={overview.window}
            />
          ))}
        </tbody>
      </table>
      <p className="no-print mt-1 flex flex-wrap gap-x-4 text-xs">
        {rest > 0 ? (
          <button
            type="button"
            onClick={() => setMost(most + MORE)}
            className={MORE_LOOK}
          >
            {words.more(count(Math.min(MORE, rest)))}
          </button>
        ) : null}
        {shown.length < total ? (
          <Link href={matrixPath(overview.window)} className={MORE_LOOK}>
            {words.all(count(total))}
          </Link>
        ) : null}
      </p>
    </Panel>
  );
}

function Row({
  namespace,
  window,
}: {
  namespace: OverviewNamespace;
  window: Window;
}) {
  const { w, language } = useWords();
  const words = w.overview.namespaces;
  const { name, services, counts, worst, worstReason } = namespace;
  const count = (n: number) => formatCount(n, language);
  const ready = counts.READY + counts.READY_WITH_WARNINGS;
  const summary = [
    `${count(counts.LOCKED)} ${words.locked}`,
    `${count(ready)} ${words.ready}`,
    `${count(counts.BLOCKED)} ${words.blocked}`,
    `${count(counts.UNKNOWN)} ${words.unknown}`,
  ].join(" · ");
  const finished = counts.LOCKED === services;
  const why =
    worst === null || worstReason === null || finished
      ? words.allLocked
      : w.overview.reasons[worstReason];
  return (
    <tr className="leading-5">
      <th scope="row" className="w-[34%] truncate py-0.5 pr-3 text-left">
        <Link
          href={matrixPath(window, { namespace: name })}
          className="rounded-sm font-mono font-normal underline decoration-edge underline-offset-3 hover:decoration-ink"
        >
          {name}
        </Link>
      </th>
      <td className="w-[28%] py-0.5 pr-3" title={summary}>
        <span className="flex items-center gap-2">
          <VerdictBand counts={counts} className="h-1.5 min-w-0 flex-1" />
          <span aria-hidden className="w-9 shrink-0 text-muted">
            {count(counts.LOCKED)}/{count(services)}
          </span>
          <span className="sr-only">{summary}</span>
        </span>
      </td>
      <td className="truncate py-0.5 text-muted" title={why}>
        {why}
      </td>
    </tr>
  );
}
