"use client";
import { useWords } from "@/components/layout/preferences";
import type { Counts } from "@/lib/api/contract";
import type { Overview } from "@/lib/api/overview-contract";
import { formatCount } from "@/lib/words/figures";
import { formatShare } from "@/lib/words/share";

/** The share of mutual TLS, of requests and of connections apart, each with what is missing from all of them. */
export function Shares({ overview }: { overview: Overview }) {
  const { w } = useWords();
  const words = w.overview.share;
  if (overview.trafficAsOf === null) {
    return (
      <div className="md:col-span-2 xl:col-span-1 xl:max-w-80">
        <p className="text-base">{words.unknown}</p>
        <p className="text-muted text-xs">{words.unknownDetail}</p>
      </div>
    );
  }
  return (
    // Side by side where both sentences find room without a break, and else one below the other.
    <div className="flex flex-wrap gap-x-8 gap-y-2 md:col-span-2 xl:col-span-1 xl:flex-nowrap print:col-span-1 print:flex-nowrap">
      <Share
        counts={overview.requests}
        of={words.requests}
        none={words.noRequests}
      />
      <Share
        counts={overview.connections}
        of={words.connections}
        none={words.noConnections}
      />
    </div>
  );
}

function Share({
  counts,
  of,
  none,
}: {
  counts: Counts;
  of: string;
  none: string;
}) {
  const { w, language } = useWords();
  const words = w.overview.share;
  const { mutualTls, plaintext, noStatement } = counts;
  const missing = plaintext + noStatement;
  const total = mutualTls + missing;
  const count = (n: number) => formatCount(n, language);
  if (total === 0) {
    return <p className="self-end text-muted text-xs leading-5">{none}</p>;
  }
  const parts = [
    ...(plaintext > 0 ? [words.plaintext(count(plaintext))] : []),
    ...(noStatement > 0 ? [words.noStatement(count(noStatement))] : []),
  ];
  return (
    <p className="text-muted text-xs max-sm:leading-4 sm:leading-5 min-[87.5rem]:whitespace-nowrap">
      <span className="block text-[0.8125rem] max-sm:leading-5 sm:leading-7">
        <b className="font-semibold text-[1.375rem] text-ink tracking-tight">
          {formatShare(mutualTls, total)}
        </b>{" "}
        {of}
      </span>
      {missing === 0 ? (
        words.nothingMissing(count(total))
      ) : (
        <>
          <b className="font-semibold text-plain-ink">
            {words.missing(count(missing), count(total))}
          </b>
          {noStatement > 0 ? w.interface.titled("", parts.join(" · ")) : null}
        </>
      )}
    </p>
  );
}
