"use client";
import { useWords } from "@/components/layout/preferences";
import { totalOf } from "@/components/matrix/traffic-figures";
import type { Counts, Snapshot } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { formatShare } from "@/lib/words/share";

/** One sentence about requests, one about connections; each with what is missing from 100 %. */
export function TrafficSentence({ snapshot }: { snapshot: Snapshot }) {
  const { w } = useWords();
  const { requests, connections } = snapshot.totals;
  const words = w.page.progress;
  if (snapshot.trafficAsOf === null) {
    return <p className="text-muted xl:text-right">{words.unknownTraffic}</p>;
  }
  if (totalOf(requests) + totalOf(connections) === 0) {
    return <p className="text-muted xl:text-right">{words.noTraffic}</p>;
  }
  return (
    // Side by side where both sentences find room without a break, and else one below the other.
    <div className="flex flex-wrap gap-x-8 gap-y-2 md:col-span-2 xl:col-span-1 xl:flex-nowrap">
      <Sentence counts={requests} of={words.requests} />
      <Sentence counts={connections} of={words.connections} />
    </div>
  );
}

function Sentence({ counts, of }: { counts: Counts; of: string }) {
  const { w, language } = useWords();
  const total = totalOf(counts);
  if (total === 0) return null;
  const words = w.page.progress;
  const count = (n: number) => formatCount(n, language);
  return (
    <p className="text-muted text-xs max-sm:leading-4 sm:leading-5 min-[87.5rem]:whitespace-nowrap">
      <span className="block text-[0.8125rem] max-sm:leading-5 sm:leading-7">
        <b className="font-semibold text-[1.375rem] text-ink tracking-tight">
          {formatShare(counts.mutualTls, total)}
        </b>{" "}
        {of}
      </span>
      <b
        className={
          counts.plaintext > 0
            ? "font-semibold text-plain-ink"
            : "font-semibold text-ink"
        }
      >
        {words.plaintext(count(counts.plaintext))}
      </b>{" "}
      {words.ofTotal(count(total))}
      {counts.noStatement > 0
        ? ` · ${words.noStatement(count(counts.noStatement))}`
        : null}
    </p>
  );
}
