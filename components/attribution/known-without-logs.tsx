"use client";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { plaintextFigures } from "@/components/matrix/cell-sentence";
import { Button } from "@/components/ui/button";
import type { AttributionDto } from "@/lib/api/attribution-contract";
import { formatCount } from "@/lib/words/figures";
import { RemedyLines } from "./attributed-callers";
import { causeSentence } from "./caller-sentence";
import { candidateGroups } from "./candidate-groups";
import { ReportPart } from "./report-part";

type Reasoning = AttributionDto["reasoning"];
type Candidate = Reasoning["told"][number];

/** Beyond these the rest waits behind a button. */
const SHOWN = 4;

/** Whom telemetry names, which is a hint (semantics D2), and whom configuration tells to send plaintext. */
export function KnownWithoutLogs({ reasoning }: { reasoning: Reasoning }) {
  const { w, language } = useWords();
  const words = w.attribution.reasoned;
  const { named, told, telemetryRead } = reasoning;
  if (named.length === 0 && told.length === 0 && telemetryRead) return null;
  return (
    <ReportPart title={words.title}>
      {telemetryRead ? null : <p className="text-muted">{words.noTelemetry}</p>}
      {named.length > 0 ? (
        <p className="text-xs">
          <span className="text-muted">{words.telemetry}: </span>
          {named.map(({ namespace, workload, requests, connections }) => (
            <span key={`${namespace}/${workload}`} className="mr-3">
              <span className="break-all font-mono">
                {namespace ?? "?"}/{workload}
              </span>{" "}
              <span className="text-plain-ink">
                {figures({ requests, connections }, language)}
              </span>
            </span>
          ))}
          <span className="block text-muted">{words.telemetryHint}</span>
        </p>
      ) : null}
      {told.length > 0 ? (
        <Candidates
          title={words.told}
          hint={words.toldHint}
          candidates={told}
          more={reasoning.moreTold}
        />
      ) : null}
    </ReportPart>
  );
}

/** Whoever could be calling, the likeliest first. None of them was seen, and the page says so. */
export function PossibleCallers({
  reasoning: { unmeshed, moreUnmeshed, told },
  open,
}: {
  reasoning: Reasoning;
  /** Where the logs name nobody, this is all there is. */
  open: boolean;
}) {
  const { w } = useWords();
  const words = w.attribution.reasoned;
  if (unmeshed.length === 0) {
    return told.length === 0 ? (
      <p className="text-muted text-xs">{words.none}</p>
    ) : null;
  }
  return (
    <details open={open} className="text-xs">
      <summary className="cursor-pointer font-semibold">
        {words.unmeshed}
      </summary>
      <Candidates
        hint={words.unmeshedHint}
        candidates={unmeshed}
        more={moreUnmeshed}
      />
    </details>
  );
}

function Candidates({
  title,
  hint,
  candidates,
  more,
}: {
  title?: string;
  hint: string;
  candidates: readonly Candidate[];
  more: number;
}) {
  const { w, language } = useWords();
  const words = w.attribution.reasoned;
  const [all, setAll] = useState(false);
  const groups = candidateGroups(candidates);
  const shown = all ? groups : groups.slice(0, SHOWN);
  const count = (figure: number) => formatCount(figure, language);
  return (
    <div className="mt-1 text-xs">
      {title ? <p>{title}</p> : null}
      <p className="text-muted">{hint}</p>
      <ul className="mt-1 border-rule border-b">
        {shown.map(({ names, cause, object, remedy }) => (
          <li
            key={names.join()}
            className="grid gap-x-5 gap-y-1 border-rule border-t py-2 md:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]"
          >
            <ul className="break-words font-mono">
              {names.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
            <div className="min-w-0">
              <p>{causeSentence(cause, object, language)}</p>
              <RemedyLines remedy={remedy} />
            </div>
          </li>
        ))}
      </ul>
      {groups.length > SHOWN ? (
        <Button
          className="mt-2"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? words.fewer : words.show(count(candidates.length))}
        </Button>
      ) : null}
      {more > 0 ? (
        <p className="mt-1 text-muted">{words.more(count(more))}</p>
      ) : null}
    </div>
  );
}

/** Whole numbers, rounded up: a fraction of a call in plaintext is a call in plaintext. */
function figures(
  seen: { readonly requests: number; readonly connections: number },
  language: Parameters<typeof plaintextFigures>[2],
): string {
  const counts = (plaintext: number) => ({
    mutualTls: 0,
    plaintext: Math.ceil(plaintext),
    noStatement: 0,
  });
  const measured = {
    requests: counts(seen.requests),
    connections: counts(seen.connections),
  };
  const units = (["requests", "connections"] as const).filter(
    (unit) => measured[unit].plaintext > 0,
  );
  return plaintextFigures(measured, units, language);
}
