"use client";
import Link from "next/link";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { useNow } from "@/components/layout/use-now";
import { servicePath } from "@/components/service/service-path";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { Window } from "@/lib/api/contract";
import type { Overview, OverviewChange } from "@/lib/api/overview-contract";
import { formatAgo, formatCount, formatMoment } from "@/lib/words/figures";
import { Panel } from "./panel";

const FIRST = 6;
const TICK_MS = 10_000;

/** What happened to policies and verdicts, newest first, and since when anybody looked. */
export function ChangeList({ overview }: { overview: Overview }) {
  const { w, language } = useWords();
  const timeZone = useTimeZone();
  const nowMs = useNow(TICK_MS);
  const [all, setAll] = useState(false);
  const words = w.overview.changes;
  const { since, list } = overview.changes;
  const shown = all ? list : list.slice(0, FIRST);
  const rest = list.length - FIRST;
  const started = formatMoment(since, language, timeZone);
  return (
    <Panel title={words.title}>
      {list.length === 0 ? (
        <p className="text-xs">{words.none(started)}</p>
      ) : (
        <ol className="flex flex-col gap-1.5">
          {shown.map((change) => (
            <li key={keyOf(change)} className="text-xs leading-4.5">
              <Change change={change} window={overview.window} />{" "}
              <time
                dateTime={change.at}
                title={formatMoment(change.at, language, timeZone)}
                className="whitespace-nowrap text-muted"
              >
                · {formatAgo(change.at, nowMs, language)}
              </time>
            </li>
          ))}
        </ol>
      )}
      {rest > 0 ? (
        <button
          type="button"
          onClick={() => setAll(!all)}
          className="no-print mt-1.5 rounded-sm text-muted text-xs underline decoration-edge underline-offset-3 hover:text-ink"
        >
          {all ? words.fewer : words.more(formatCount(rest, language))}
        </button>
      ) : null}
      <p className="mt-2 text-2xs text-muted leading-4">
        {list.length === 0 ? null : words.since(started)} {words.sinceHint}
      </p>
    </Panel>
  );
}

function keyOf(change: OverviewChange): string {
  switch (change.kind) {
    case "object": {
      const { kind, namespace, name } = change.object;
      return [change.at, change.happened, kind, namespace, name].join("/");
    }
    case "verdict":
      return [change.at, change.from, change.to].join("/");
    default:
      return change satisfies never;
  }
}

function Change({
  change,
  window,
}: {
  change: OverviewChange;
  window: Window;
}) {
  switch (change.kind) {
    case "object":
      return <ObjectChange change={change} />;
    case "verdict":
      return <VerdictChange change={change} window={window} />;
    default:
      return change satisfies never;
  }
}

function ObjectChange({
  change,
}: {
  change: Extract<OverviewChange, { kind: "object" }>;
}) {
  const { w } = useWords();
  const { object, happened, before, after } = change;
  const name =
    object.namespace === ""
      ? object.name
      : `${object.namespace}/${object.name}`;
  return (
    <>
      <span className="text-muted">{object.kind}</span>{" "}
      <span className="break-all font-mono">{name}</span>{" "}
      <b className="font-medium">{w.overview.changes[happened]}</b>{" "}
      <Became before={before} after={after} />
    </>
  );
}

function VerdictChange({
  change,
  window,
}: {
  change: Extract<OverviewChange, { kind: "verdict" }>;
  window: Window;
}) {
  const { w, language } = useWords();
  const { services, count, from, to } = change;
  const [only] = services;
  return (
    <>
      {count === 1 && only ? (
        <Link
          href={servicePath(only, window)}
          className="break-all rounded-sm font-mono underline decoration-edge underline-offset-3 hover:decoration-ink"
        >
          {only.namespace}/{only.name}
        </Link>
      ) : (
        <span
          title={services
            .map(({ namespace, name }) => `${namespace}/${name}`)
            .join(", ")}
        >
          {w.overview.changes.many(formatCount(count, language))}
        </span>
      )}{" "}
      <Became before={w.verdict[from].label} after={w.verdict[to].label} />
    </>
  );
}

function Became({
  before,
  after,
}: {
  before: string | null;
  after: string | null;
}) {
  const { w } = useWords();
  if (before === null || after === null || before === after) {
    const said = before ?? after;
    return said === null ? null : <span className="text-muted">({said})</span>;
  }
  return (
    <span>
      <span className="text-muted">{before}</span>
      <span aria-hidden className="text-muted">
        {" → "}
      </span>
      <span className="sr-only"> {w.overview.changes.to} </span>
      {after}
    </span>
  );
}
