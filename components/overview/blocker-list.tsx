"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import { Segmented } from "@/components/ui/segmented";
import type { Overview } from "@/lib/api/overview-contract";
import { formatCount } from "@/lib/words/figures";
import { matrixPath } from "./matrix-path";
import { Panel } from "./panel";
import { BLOCKER_KINDS, useOverviewView } from "./view-state";

/** What stands in the way of most services; each with those in whose way nothing else stands. */
export function BlockerList({ overview }: { overview: Overview }) {
  const { w, language } = useWords();
  const [{ by }, setView] = useOverviewView();
  const words = w.overview.blockers;
  const lines = linesOf(overview, by, w.overview);
  const most = Math.max(1, ...lines.map(({ services }) => services));
  const { total } = overview.blockers[by];
  return (
    <Panel
      title={words.title}
      aside={
        <>
          <div className="no-print">
            <Segmented
              label={words.title}
              value={by}
              options={BLOCKER_KINDS.map((value) => ({
                value,
                label: words.kinds[value],
              }))}
              onChange={(chosen) => setView({ by: chosen })}
            />
          </div>
          <p className="hidden text-muted text-xs print:block">
            {words.kinds[by]}
          </p>
        </>
      }
    >
      {lines.length === 0 ? (
        <p className="text-muted text-xs">{nothing(overview, by, words)}</p>
      ) : (
        <ol className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 sm:grid-cols-[minmax(0,1fr)_4.5rem_auto]">
          {lines.map((line) => (
            <Line key={line.key} line={line} most={most} />
          ))}
        </ol>
      )}
      {lines.some(({ alone }) => alone > 0) ? (
        <p className="mt-1.5 text-muted text-xs">{words.aloneHint}</p>
      ) : null}
      {total > lines.length ? (
        <p className="mt-1 text-muted text-xs">
          {words.more(formatCount(total - lines.length, language))}
        </p>
      ) : null}
    </Panel>
  );
}

/** Nothing found is only said where everything was judged. */
function nothing(
  { trafficAsOf, work }: Overview,
  by: (typeof BLOCKER_KINDS)[number],
  words: ReturnType<typeof useWords>["w"]["overview"]["blockers"],
): string {
  if (trafficAsOf === null && by === "callers") return words.notKnown;
  return work.UNKNOWN.count > 0 ? words.noneKnown[by] : words.none[by];
}

interface BlockerLine {
  readonly key: string;
  readonly name: ReactNode;
  readonly services: number;
  readonly alone: number;
  /** Where the services are; null = the matrix has no such filter. */
  readonly href: ReturnType<typeof matrixPath> | null;
}

function linesOf(
  { blockers, window }: Overview,
  by: (typeof BLOCKER_KINDS)[number],
  words: ReturnType<typeof useWords>["w"]["overview"],
): BlockerLine[] {
  switch (by) {
    case "callers":
      return blockers.callers.first.map(({ what, services, alone }) => {
        const name =
          what.workload === null ? null : `${what.namespace}/${what.workload}`;
        return {
          key: name ?? "-",
          name:
            name === null ? (
              words.blockers.unnamed
            ) : (
              <span className="font-mono">{name}</span>
            ),
          services,
          alone,
          href: matrixPath(window, { verdicts: ["BLOCKED"], caller: name }),
        };
      });
    case "objects":
      return blockers.objects.first.map(({ what, services, alone }) => ({
        key: `${what.kind}/${what.namespace}/${what.name}`,
        name: (
          <>
            <span className="text-muted">{what.kind}</span>{" "}
            <span className="font-mono">
              {what.namespace === ""
                ? what.name
                : `${what.namespace}/${what.name}`}
            </span>
          </>
        ),
        services,
        alone,
        href: null,
      }));
    case "reasons":
      return blockers.reasons.first.map(({ what, services, alone }) => ({
        key: what,
        name: words.reasons[what],
        services,
        alone,
        href: null,
      }));
    default:
      return by satisfies never;
  }
}

function Line({ line, most }: { line: BlockerLine; most: number }) {
  const { w, language } = useWords();
  const words = w.overview.blockers;
  const { name, services, alone, href } = line;
  return (
    <li className="col-span-full grid grid-cols-subgrid items-center py-px">
      <span className="min-w-0 text-xs leading-5 wrap-anywhere sm:truncate">
        {href ? (
          <Link
            href={href}
            className="rounded-sm underline decoration-edge underline-offset-3 hover:decoration-ink"
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      <span aria-hidden className="band hidden h-1.5 sm:block">
        <span
          className="block h-full min-w-px rounded-[1px] bg-plain"
          style={{ width: `${(services / most) * 100}%` }}
        />
      </span>
      <span className="text-right text-muted text-xs sm:text-left">
        <b className="font-semibold text-ink">
          {words.services(formatCount(services, language))}
        </b>
        {alone > 0 ? (
          <span className="block sm:inline">
            <span className="hidden sm:inline"> · </span>
            {words.alone(formatCount(alone, language))}
          </span>
        ) : null}
      </span>
    </li>
  );
}
