"use client";
import { useWords } from "@/components/layout/preferences";
import type { ClientExplanation } from "@/lib/mesh/explanation/explanation";
import { ClientLine } from "./client-line";

/** Every kind of caller and how its call ends, in the order of the law: the failing ones first. */
export function ClientOutcomes({
  clients,
}: {
  clients: readonly ClientExplanation[];
}) {
  const { w } = useWords();
  if (clients.length === 0) {
    return <p className="text-muted">{w.explanation.clients.none}</p>;
  }
  return (
    <ul className="flex flex-col" aria-label={w.explanation.clients.title}>
      {clients.map((client) => (
        <ClientLine key={keyOf(client)} client={client} all={clients} />
      ))}
    </ul>
  );
}

function keyOf(client: ClientExplanation): string {
  const { kind, namespaces, labels, subset, because } = client;
  return JSON.stringify([kind, namespaces, labels, subset, because]);
}
