"use client";
import { useWords } from "@/components/layout/preferences";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { AttributionDto } from "@/lib/api/attribution-contract";
import { formatCount } from "@/lib/words/figures";
import { AttributedCallers } from "./attributed-callers";
import type { AttributionNeed } from "./attribution-need";
import { KnownWithoutLogs, PossibleCallers } from "./known-without-logs";
import { logMoment } from "./log-moment";
import { isLogMissing, leadSentence, unnamedLines } from "./log-sentences";
import { ReportPart } from "./report-part";
import { strangersFirst } from "./strangers-first";
import { TelemetrySwitch } from "./telemetry-switch";
import { WhatWasRead } from "./what-was-read";

/** The answer: what is known for certain, what the logs name, what they do not, and what could tell more. */
export function AttributionReport({
  answer,
  need,
}: {
  answer: AttributionDto;
  need: AttributionNeed;
}) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  const words = w.attribution;
  const { namespace, service, reasoning } = answer;
  const log = {
    ...answer.log,
    callers: strangersFirst(answer.log.callers, reasoning.named),
  };
  const unnamed = unnamedLines(log, language, zone);
  return (
    <div className="mt-4 flex flex-col gap-5 rounded-md border border-rule bg-panel p-4">
      <p className="text-base leading-6" data-lead>
        {leadSentence(log, need, language)}{" "}
        <span className="text-muted text-xs">
          {words.readAt(logMoment(answer.readAt, language, zone))}
        </span>
      </p>
      <TelemetrySwitch
        namespace={namespace}
        service={service}
        offered={isLogMissing(log)}
      />
      <KnownWithoutLogs reasoning={reasoning} />
      {log.callers.length > 0 ? (
        <ReportPart title={words.log.title} hint={words.linesHint}>
          <AttributedCallers
            callers={log.callers}
            now={Date.parse(answer.readAt)}
          />
          {log.moreCallers > 0 ? (
            <p className="mt-2 text-muted text-xs">
              {words.notNamed.moreCallers(
                formatCount(log.moreCallers, language),
              )}
            </p>
          ) : null}
        </ReportPart>
      ) : null}
      {unnamed.length > 0 ? (
        <ReportPart title={words.notNamed.title} hint={words.notNamed.hint}>
          <ul className="text-xs">
            {unnamed.map((line) => (
              <li key={line} className="break-words py-0.5">
                {line}
              </li>
            ))}
          </ul>
        </ReportPart>
      ) : null}
      {need === "locked" ? null : (
        <PossibleCallers
          reasoning={reasoning}
          open={log.callers.length === 0}
        />
      )}
      <WhatWasRead answer={answer} />
    </div>
  );
}
