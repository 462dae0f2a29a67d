"use client";
import { useWords } from "@/components/layout/preferences";
import { Section } from "@/components/ui/section";
import { useFindings } from "@/lib/query/findings";
import { findingSentence } from "@/lib/words/finding-sentence";
import { CommandLine } from "./command-line";
import { findingCommand } from "./finding-command";
import { ObjectNames } from "./object-names";
import { SeverityMark } from "./severity-mark";

/** So many objects the sentence names by itself. */
const NAMED = 4;

/** What is wrong in the configuration around one service; nothing at all where nothing was found. */
export function ServiceFindings({
  namespace,
  service,
  version,
}: {
  namespace: string;
  service: string;
  version: string;
}) {
  const { w, language } = useWords();
  const { data, error } = useFindings({ namespace, service }, version);
  if (!data) {
    return error ? (
      <Section title={w.finding.title}>
        <p className="text-muted">{w.finding.failed}</p>
      </Section>
    ) : null;
  }
  if (data.findings.length === 0) return null;
  return (
    <Section
      title={w.finding.title}
      {...(data.complete ? {} : { hint: w.finding.incomplete })}
    >
      <ul className="flex flex-col gap-4">
        {data.findings.map((finding) => {
          const { title, sentence, remedy } = findingSentence(
            finding,
            language,
          );
          const command = findingCommand(finding);
          return (
            <li key={JSON.stringify(finding)} className="flex gap-2.5">
              <span className="mt-[3px]">
                <SeverityMark severity={finding.severity} />
                <span className="sr-only">
                  {w.finding.severities[finding.severity].one}
                </span>
              </span>
              <div className="min-w-0 flex-1 break-words">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <b className="font-semibold">{title}</b>
                  <span className="break-all font-mono text-2xs text-muted">
                    {finding.code}
                  </span>
                </p>
                <p>{sentence}</p>
                <p className="text-muted">{remedy}</p>
                <div className="mt-1.5 flex flex-col gap-1.5">
                  {finding.objectCount > NAMED ? (
                    <ObjectNames finding={finding} />
                  ) : null}
                  {command === null ? null : <CommandLine command={command} />}
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
