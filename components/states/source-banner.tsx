"use client";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import { troubled } from "@/components/layout/source-health";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { Snapshot, Source } from "@/lib/api/contract";
import { formatMoment } from "@/lib/words/figures";
import { sourceName } from "@/lib/words/source-sentence";
import type { Words } from "@/lib/words/words";
import { Places } from "./places";
import { SourceReason } from "./source-reason";

/** What could not be read, in one line; the details open below it. */
export function SourceBanner({ snapshot }: { snapshot: Snapshot }) {
  const { w } = useWords();
  const bad = troubled(snapshot.sources);
  const noTraffic = snapshot.trafficAsOf === null;
  if (bad.length === 0 && !noTraffic) return null;
  return (
    <Notice {...headline(bad, noTraffic, w.page.sources)}>
      {bad.length > 0 ? (
        <ul className="mt-2 flex flex-col gap-2.5 border-rule border-t pt-2.5">
          {bad.map((source) => (
            <SourceItem key={source.id} source={source} />
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

function headline(
  bad: readonly Source[],
  noTraffic: boolean,
  words: Words["page"]["sources"],
): { title: string; detail: string } {
  if (noTraffic) {
    return { title: words.noTraffic, detail: words.noTrafficDetail };
  }
  const unread = bad.filter((source) => source.state !== "live").length;
  return unread > 0
    ? { title: words.summary(unread), detail: words.consequence }
    : { title: words.warned(bad.length), detail: words.warnedDetail };
}

/** The last figures stay on the page while the server is away; this says so. */
export function StaleBanner({ since }: { since: string }) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  return (
    <Notice
      title={w.page.stale.title}
      detail={w.page.stale.detail(formatMoment(since, language, zone))}
    />
  );
}

function Notice({
  title,
  detail,
  children,
}: {
  title: string;
  detail: string;
  children?: ReactNode;
}) {
  const { w, language } = useWords();
  const line = (
    <>
      <TriangleAlert
        size={14}
        className="mt-0.5 shrink-0 text-plain-ink"
        aria-hidden
      />
      <span className="min-w-0">
        <b className="font-semibold">
          {title}
          {language === "zh" ? "。" : "."}
        </b>{" "}
        <span className="text-muted">{detail}</span>
      </span>
    </>
  );
  return (
    <div
      role="status"
      className="mt-4 rounded-lg border border-edge bg-panel px-3.5 py-2 text-[0.8125rem]"
    >
      {children ? (
        <details>
          <summary className="flex cursor-pointer list-none gap-2.5">
            {line}
            <span className="ml-auto shrink-0 underline decoration-edge underline-offset-3">
              {w.page.sources.details}
            </span>
          </summary>
          {children}
        </details>
      ) : (
        <p className="flex gap-2.5">{line}</p>
      )}
    </div>
  );
}

function SourceItem({ source }: { source: Source }) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  return (
    <li className="pl-6">
      <p>
        <b className="font-semibold">{sourceName(source, language)}</b>{" "}
        <span className="text-muted">
          {w.source[source.state].label} · <Places source={source} /> ·{" "}
          {w.page.sources.since(formatMoment(source.since, language, zone))}
        </span>
      </p>
      <SourceReason source={source} />
    </li>
  );
}
