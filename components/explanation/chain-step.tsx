"use client";
import { useWords } from "@/components/layout/preferences";
import { objectKey, objectName } from "@/components/matrix/object-name";
import { PolicyChip } from "@/components/matrix/policy-chip";
import type {
  PolicyStep,
  PortExplanation,
} from "@/lib/mesh/explanation/explanation";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import { ChainRail } from "./chain-rail";
import { levelName, lossSentence, passSentence } from "./step-sentence";

/** One level: its winner with its word, or that nobody speaks, and whom it passes over. */
export function ChainStep({
  step,
  before,
  decides,
  port,
}: {
  step: PolicyStep;
  /** The mode that comes from the level above. */
  before: MutualTlsMode;
  /** Nothing closer to the workload speaks. */
  decides: boolean;
  port: PortExplanation;
}) {
  const { w, language } = useWords();
  const words = w.explanation.chain;
  const passes = passSentence(step, language);
  return (
    <li className="flex gap-2.5">
      <ChainRail
        above={before}
        below={step.mode}
        node={passes !== null ? "silent" : decides ? "decides" : "speaks"}
      />
      <div className="min-w-0 flex-1 pb-3.5">
        <p className="flex flex-wrap items-baseline gap-x-2 leading-6">
          <span className={passes === null ? "font-medium" : "text-muted"}>
            {levelName(step.level, port, language)}
          </span>
          <span className="text-2xs text-muted">{words.reach[step.level]}</span>
        </p>
        {step.winner ? (
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0 break-words font-mono text-xs">
              {objectName(step.winner)}
            </span>
            {step.says !== null && step.says !== "UNSET" ? (
              <PolicyChip mode={step.says} label={w.mode[step.says].label} />
            ) : null}
          </p>
        ) : null}
        {step.intends ? (
          <p className="text-plain-ink text-xs">
            {words.intends(w.mode[step.intends].label)}
          </p>
        ) : null}
        {passes ? <p className="text-muted text-xs">{passes}</p> : null}
        <Losers step={step} />
      </div>
    </li>
  );
}

function Losers({ step: { losers, says } }: { step: PolicyStep }) {
  const { language } = useWords();
  if (losers.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-1 text-muted text-xs">
      {losers.map((loser) => {
        const { struck, text } = lossSentence(loser, says, language);
        return (
          <li
            key={`${objectKey(loser.object)}/${loser.reason}`}
            className="break-words"
          >
            {struck ? (
              <>
                <s className="font-mono decoration-faint">{struck}</s>{" "}
              </>
            ) : null}
            {text}
          </li>
        );
      })}
    </ul>
  );
}
