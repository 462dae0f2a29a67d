"use client";
import { useWords } from "@/components/layout/preferences";
import type { PortExplanation } from "@/lib/mesh/explanation/explanation";
import { ClientOutcomes } from "./client-outcomes";
import type { Doubts } from "./doubts";
import { leadSentence } from "./lead-sentence";
import { Part } from "./part";
import { PolicyChain } from "./policy-chain";
import { ShownCommands } from "./shown-commands";

/**
 * One port of one workload, from the sentence that says it all down to the commands that prove it.
 * Parts that rest on something unread are left out: a guess would look like a fact.
 */
export function PortExplanationView({
  port,
  doubts,
}: {
  port: PortExplanation;
  doubts: Doubts;
}) {
  const { w, language } = useWords();
  const words = w.explanation;
  return (
    <>
      <p className="text-base leading-6" data-lead>
        {leadSentence(port, doubts, language)}
      </p>
      {doubts.policies ? null : (
        <>
          <Part title={words.chain.title} hint={words.chain.hint}>
            <PolicyChain port={port} />
          </Part>
          <Part title={words.clients.title} hint={words.clients.hint}>
            <ClientOutcomes
              clients={
                doubts.rules
                  ? port.clients.filter(({ kind }) => kind !== "sidecar")
                  : port.clients
              }
            />
            {doubts.rules ? (
              <p className="text-muted">{words.unreadable.clients}</p>
            ) : null}
          </Part>
        </>
      )}
      {port.commands.length > 0 ? (
        <Part title={words.commands.title}>
          <ShownCommands commands={port.commands} />
        </Part>
      ) : null}
    </>
  );
}
