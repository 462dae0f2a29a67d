"use client";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { CalmProblem } from "@/components/states/calm-problem";
import { Section } from "@/components/ui/section";
import type { ServiceExplanation as Explanation } from "@/lib/api/explanation-contract";
import { useServiceExplanation } from "@/lib/query/service-explanation";
import { formatCount } from "@/lib/words/figures";
import { doubtsOf } from "./doubts";
import { PortChooser } from "./port-chooser";
import { PortExplanationView } from "./port-explanation-view";
import { portLabels } from "./port-label";
import { Unreadable } from "./unreadable";
import { useLastingError } from "./use-lasting-error";
import { WHY_ID } from "./why-jump";

/** Why each port of one service accepts what it accepts, and how the calls to it end. */
export function ServiceExplanation({
  namespace,
  service,
  version,
}: {
  namespace: string;
  service: string;
  /** The snapshot's; a new one may mean another answer. */
  version: string;
}) {
  const { w } = useWords();
  const asked = useServiceExplanation({ namespace, service }, version);
  const error = useLastingError(asked);
  const { data } = asked;
  return (
    <section
      id={WHY_ID}
      tabIndex={-1}
      aria-label={w.explanation.title}
      className="mt-6 outline-none"
    >
      <Section title={w.explanation.title} hint={w.explanation.hint}>
        {error ? <CalmProblem error={error} /> : null}
        {data ? (
          <>
            {error ? <Note>{w.explanation.notRenewed}</Note> : null}
            <Known explanation={data} />
          </>
        ) : error ? null : (
          <div className="min-h-96" aria-busy>
            <Note>{w.explanation.loading}</Note>
          </div>
        )}
      </Section>
    </section>
  );
}

function Known({ explanation }: { explanation: Explanation }) {
  const { w, language } = useWords();
  const [wanted, setWanted] = useState<string | null>(null);
  const { ports, unreadable, leftOut } = explanation;
  const labels = portLabels(ports, language);
  const found = labels.findIndex(({ key }) => key === wanted);
  const index = Math.max(0, found);
  const port = ports[index];
  const chosen = labels[index];
  const doubts = doubtsOf(unreadable);
  return (
    <>
      <Unreadable codes={unreadable} />
      {ports.length > 1 && chosen ? (
        <PortChooser
          ports={ports}
          doubts={doubts}
          chosen={chosen.key}
          onChoose={setWanted}
        />
      ) : null}
      {leftOut.ports > 0 ? (
        <Note>
          {w.explanation.leftOut.ports(formatCount(leftOut.ports, language))}
        </Note>
      ) : null}
      {port ? (
        <PortExplanationView port={port} doubts={doubts} />
      ) : unreadable.includes("pods-unreadable") ? null : (
        <Note>{w.explanation.noPods}</Note>
      )}
      {leftOut.clients > 0 ? (
        <Note>
          {w.explanation.leftOut.clients(
            formatCount(leftOut.clients, language),
          )}
        </Note>
      ) : null}
    </>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return <p className="text-muted text-xs">{children}</p>;
}
