"use client";
import { useWords } from "@/components/layout/preferences";
import type { Window } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import type { SaidFinding } from "./finding-groups";
import { pathOf } from "./object-path";
import { ServiceName } from "./service-name";

/** The same object again and again: one remedy for all of them, so only what differs is listed. */
export function AlikeFindings({
  others,
  total,
  known,
  window,
}: {
  others: readonly SaidFinding[];
  /** With the first one, and with those that were not sent. */
  total: number;
  known: ReadonlySet<string>;
  window: Window;
}) {
  const { w, language } = useWords();
  const unsent = total - 1 - others.length;
  const byService = others.every(({ finding }) => finding.serviceCount === 1);
  return (
    <details className="min-w-0 xl:col-span-2">
      <summary className="w-fit cursor-pointer rounded-sm text-muted text-xs hover:text-ink">
        {w.finding.alike(formatCount(total - 1, language))}
      </summary>
      <ul
        className={
          byService
            ? "mt-2 gap-x-6 border-rule border-l-2 pl-3 font-mono text-xs sm:columns-2 xl:columns-3"
            : "mt-2 flex max-w-[46rem] flex-col gap-1.5 break-words border-rule border-l-2 pl-3"
        }
      >
        {others.map(({ key, said, finding }) => (
          <li key={key} title={said.sentence} className="break-words">
            {byService
              ? finding.services.map((service) => (
                  <span key={pathOf(service)}>
                    <ServiceName
                      service={service}
                      known={known}
                      window={window}
                    />
                    {"port" in finding.params ? (
                      <span className="text-muted">:{finding.params.port}</span>
                    ) : null}
                  </span>
                ))
              : said.sentence}
          </li>
        ))}
        {unsent > 0 ? (
          <li className="font-sans text-muted">
            {w.finding.more(formatCount(unsent, language))}
          </li>
        ) : null}
      </ul>
    </details>
  );
}
