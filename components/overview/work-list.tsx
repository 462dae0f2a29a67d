"use client";
import clsx from "clsx";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import { servicePath } from "@/components/service/service-path";
import type { VerdictState, Window } from "@/lib/api/contract";
import type { Overview, OverviewService } from "@/lib/api/overview-contract";
import { formatCount } from "@/lib/words/figures";
import { reasonSentence } from "@/lib/words/reason-sentence";
import { matrixPath } from "./matrix-path";
import { Panel } from "./panel";
import { FIGURES } from "./verdict-colours";
import { type WorkGroup, workGroups } from "./work-groups";

/** What to do next, what cannot be done yet and why, and what is done. */
export function WorkList({ overview }: { overview: Overview }) {
  const { w } = useWords();
  return (
    <Panel title={w.overview.work.title}>
      <div className="flex flex-col gap-3">
        {workGroups(overview).map((group) => (
          <Group key={group.id} group={group} window={overview.window} />
        ))}
      </div>
    </Panel>
  );
}

function Group({ group, window }: { group: WorkGroup; window: Window }) {
  const { w, language } = useWords();
  const words = w.overview.work;
  const title = group.id === "READY" ? words.next : words[group.id];
  const all = formatCount(group.total, language);
  return (
    <div className="break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-2 text-xs">
        <h3
          className={clsx("whitespace-nowrap font-semibold", FIGURES[group.id])}
        >
          {title}
        </h3>
        <p className="text-muted">
          {group.total === 0
            ? words.none
            : group.parts
                .map(({ state, count }) =>
                  group.parts.length === 1
                    ? formatCount(count, language)
                    : `${formatCount(count, language)} ${partName(state, words)}`,
                )
                .join(" · ")}
        </p>
        {group.total > 0 ? (
          <Link
            href={matrixPath(window, { verdicts: group.states })}
            aria-label={words.allOf(all, title)}
            className="no-print ml-auto shrink-0 rounded-sm text-muted underline decoration-edge underline-offset-3 hover:text-ink"
          >
            {words.all(all)}
          </Link>
        ) : null}
      </div>
      <ul>
        {group.shown.map((service) => (
          <Line
            key={`${service.namespace}/${service.name}`}
            service={service}
            window={window}
          />
        ))}
      </ul>
    </div>
  );
}

function partName(
  state: VerdictState,
  words: ReturnType<typeof useWords>["w"]["overview"]["work"],
): string {
  return words[state];
}

function Line({
  service,
  window,
}: {
  service: OverviewService;
  window: Window;
}) {
  const { language } = useWords();
  const { title } = reasonSentence(service.reason, language);
  return (
    <li className="grid grid-cols-1 gap-x-3 py-1 text-xs leading-5 sm:grid-cols-[minmax(0,2fr)_minmax(0,4fr)] sm:py-px">
      <Link
        href={servicePath(service, window)}
        className="truncate rounded-sm font-mono underline decoration-edge underline-offset-3 hover:decoration-ink"
      >
        <span className="text-muted">{service.namespace}/</span>
        {service.name}
      </Link>
      <span className="text-muted sm:truncate" title={title}>
        {title}
      </span>
    </li>
  );
}
