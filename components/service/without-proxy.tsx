"use client";
import { RemedyLines } from "@/components/attribution/attributed-callers";
import {
  causeSentence,
  objectName,
} from "@/components/attribution/caller-sentence";
import { useWords } from "@/components/layout/preferences";
import { Section } from "@/components/ui/section";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { formatCount } from "@/lib/words/figures";

/** Its own workloads that no proxy stands before: why, what helps, and the commands for it. */
export function WithoutProxy({
  row: { withoutProxy, moreWithoutProxy },
}: {
  row: ServiceDetail;
}) {
  const { w, language } = useWords();
  const words = w.service.withoutProxy;
  const count = (figure: number) => formatCount(figure, language);
  if (withoutProxy.length === 0) return null;
  return (
    <Section title={words.title}>
      <ul className="flex flex-col gap-3 text-xs">
        {withoutProxy.map(({ workload, pods, cause, object, remedy }) => (
          <li key={objectName(workload)}>
            <p className="break-words">
              <span className="font-mono">{objectName(workload)}</span>
              <span className="text-muted"> · {words.pods(count(pods))}</span>
            </p>
            <p>{causeSentence(cause, object, language)}</p>
            <RemedyLines remedy={remedy} />
          </li>
        ))}
      </ul>
      {moreWithoutProxy > 0 ? (
        <p className="mt-2 text-muted text-xs">
          {words.more(count(moreWithoutProxy))}
        </p>
      ) : null}
    </Section>
  );
}
