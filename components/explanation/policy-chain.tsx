"use client";
import { useWords } from "@/components/layout/preferences";
import type { PortExplanation } from "@/lib/mesh/explanation/explanation";
import { ChainDoor } from "./chain-door";
import { ChainRail } from "./chain-rail";
import { ChainStep } from "./chain-step";
import { deciderOf } from "./lead-sentence";
import { startMode } from "./step-sentence";

/** From the mesh down to the port: who speaks, who does not, and what gets in after each step. */
export function PolicyChain({ port }: { port: PortExplanation }) {
  const { w } = useWords();
  const words = w.explanation.chain;
  const start = startMode(port.steps);
  const decider = deciderOf(port.steps)?.level;
  return (
    <>
      <Legend />
      <ol className="mt-2 flex flex-col" aria-label={words.title}>
        <li className="flex gap-2.5">
          <ChainRail above={null} below={start} node={null} />
          <span className="pb-2.5 text-muted text-xs">
            {words.start[start]}
          </span>
        </li>
        {port.steps.map((step, index) => (
          <ChainStep
            key={step.level}
            step={step}
            before={port.steps[index - 1]?.mode ?? start}
            decides={step.level === decider}
            port={port}
          />
        ))}
        <ChainDoor port={port} />
      </ol>
    </>
  );
}

/** What the lines mean; who cannot see them reads the words beside them. */
function Legend() {
  const { w } = useWords();
  const { legend } = w.explanation.chain;
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 text-2xs text-muted" aria-hidden>
      <span className="inline-flex items-center gap-1.5">
        <span className="band w-4 border-mtls border-t-[3px]" />
        {legend.mutualTls}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span className="band w-4 border-plain border-t-[3px] border-dashed" />
        {legend.plaintext}
      </span>
    </p>
  );
}
