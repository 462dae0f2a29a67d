"use client";
import { useWords } from "@/components/layout/preferences";
import { useTimeZone } from "@/components/time/use-time-zone";
import { Section } from "@/components/ui/section";
import type { RefusedCaller } from "@/lib/api/service-detail-contract";
import { formatCount } from "@/lib/words/figures";
import { formatLatest, formatSeen, type Reading } from "@/lib/words/seen";

/** Callers whose calls did not get in, as the other end counted them: the server's own proxy does not. */
export function RefusedCallers({
  callers,
  asOf,
}: {
  callers: readonly RefusedCaller[];
  asOf: Reading | null;
}) {
  const { w } = useWords();
  const words = w.service.turnedAway;
  if (callers.length === 0) return null;
  return (
    <Section title={words.title} hint={words.hint}>
      <ul className="flex flex-col">
        {callers.map((caller) => (
          <li
            key={[caller.namespace, caller.workload, caller.certainty].join(
              "/",
            )}
            className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-1 border-rule border-b py-2"
          >
            <span className="min-w-0 break-all font-mono text-xs">
              {caller.workload === null
                ? (caller.namespace ?? w.matrix.caller.unnamed)
                : w.matrix.caller.workloadIn(
                    caller.workload,
                    caller.namespace ?? "?",
                  )}
            </span>
            <span className="text-muted text-xs">
              <Figures caller={caller} />
              {" · "}
              <Last caller={caller} asOf={asOf} />
            </span>
            <span className="w-full text-muted text-xs">
              {words.certainty[caller.certainty]}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Requests and connections are never added (semantics D1). */
function Figures({ caller }: { caller: RefusedCaller }) {
  const { w, language } = useWords();
  const { requests, connections } = caller;
  const figures = [
    ...(requests > 0
      ? [w.interface.requests(formatCount(requests, language))]
      : []),
    ...(connections > 0
      ? [w.interface.connections(formatCount(connections, language))]
      : []),
  ];
  return (
    <b className="font-medium text-refused tabular-nums">
      {figures.join(language === "zh" ? "，" : ", ")}
    </b>
  );
}

function Last({
  caller: { lastAt },
  asOf,
}: {
  caller: RefusedCaller;
  asOf: Reading | null;
}) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  if (lastAt === null || asOf === null) return w.service.turnedAway.noTime;
  return (
    <time dateTime={lastAt} title={formatLatest(lastAt, asOf, language, zone)}>
      {formatSeen(lastAt, asOf, language)}
    </time>
  );
}
