"use client";
import clsx from "clsx";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot } from "@/lib/api/contract";
import type { Findings } from "@/lib/api/findings-contract";
import { FINDING_SEVERITIES } from "@/lib/mesh/findings/finding";
import { useFindings } from "@/lib/query/findings";
import { formatCount } from "@/lib/words/figures";
import { SeverityMark } from "./severity-mark";

/** The way to what is wrong in the configuration, with how much of it there is. */
export function FindingsLink({
  snapshot,
  current,
}: {
  snapshot: Snapshot;
  current: boolean;
}) {
  const { w } = useWords();
  const { data } = useFindings({}, snapshot.version);
  return (
    <Link
      href={{ pathname: "/findings", query: { window: snapshot.window } }}
      {...(current ? { "aria-current": "page" } : {})}
      className={clsx(
        "no-print order-last inline-flex h-7 md:order-none items-center gap-2.5 rounded-md border px-2.5 text-xs whitespace-nowrap hover:border-ink",
        current ? "border-ink" : "border-edge bg-panel",
      )}
    >
      <span className="font-medium">{w.finding.title}</span>
      <Counts data={data} />
    </Link>
  );
}

/** Nothing found is only said where everything was read. */
function Counts({ data }: { data: Findings | undefined }) {
  const { w, language } = useWords();
  if (!data) {
    return (
      <span className="text-muted">
        <span aria-hidden>?</span>
        <span className="sr-only">{w.finding.unknown}</span>
      </span>
    );
  }
  return (
    <>
      {data.total === 0 && data.complete ? (
        <span className="text-muted">{w.finding.none}</span>
      ) : null}
      {FINDING_SEVERITIES.filter((severity) => data.counts[severity] > 0).map(
        (severity) => {
          const count = formatCount(data.counts[severity], language);
          return (
            <span key={severity} className="inline-flex items-center gap-1">
              <SeverityMark severity={severity} size={13} />
              <span aria-hidden>{count}</span>
              <span className="sr-only">
                {w.finding.counted(count, severity)}
              </span>
            </span>
          );
        },
      )}
      {data.complete ? null : (
        <span className="text-muted" title={w.finding.incomplete}>
          <span aria-hidden>+ ?</span>
          <span className="sr-only">{w.finding.incomplete}</span>
        </span>
      )}
    </>
  );
}
