"use client";
import { AskWhoLink } from "@/components/attribution/ask-who-link";
import type { AttributionNeed } from "@/components/attribution/attribution-need";
import { useWords } from "@/components/layout/preferences";
import { CalmProblem } from "@/components/states/calm-problem";
import { Section } from "@/components/ui/section";
import type { Caller, Cell, ServiceRow, Window } from "@/lib/api/contract";
import type { Reading } from "@/lib/words/seen";
import type { Words } from "@/lib/words/words";
import { CallerList } from "./caller-list";
import { turnedAwayFacts } from "./cell-sentence";
import { cellTraffic } from "./cell-view";

/** Who calls a service, by client namespace: of all of them, or of the one that was chosen. */
export function PanelCallers({
  row,
  callers,
  error,
  need,
  client,
  window,
  asOf,
}: {
  row: ServiceRow;
  /** null = not known yet, or not to be had: see `error`. */
  callers: readonly Caller[] | null;
  error: unknown;
  /** What only the logs can tell; null = nothing, or not known yet. */
  need: AttributionNeed | null;
  /** undefined = everybody, null = callers without identity. */
  client: string | null | undefined;
  window: Window;
  asOf: Reading | null;
}) {
  const { w, language } = useWords();
  const words = w.matrix.panel;
  // A caller from a namespace has a name already.
  const ask =
    need !== null && (client ?? null) === null ? (
      <AskWhoLink service={row} window={window} need={need} />
    ) : null;
  const cells =
    client === undefined
      ? row.cells
      : row.cells.filter((cell) => cell.client === client);
  if (cells.length === 0) {
    const known = cellTraffic(row, undefined) !== "no_evidence";
    return (
      <Section title={titleOf(client, words)}>
        <p className="text-muted">
          {known ? words.noCallers : words.noEvidence}
        </p>
        {ask}
      </Section>
    );
  }
  if (client === undefined && callers) {
    const shown = cells.flatMap((cell) => callersOf(cell, callers));
    const knocking = cells.flatMap(({ client: from, refused }) =>
      refused ? [{ from: from ?? w.interface.noIdentity, refused }] : [],
    );
    return (
      <Section title={words.callers}>
        {knocking.map(({ from, refused }) => (
          <p key={from} className="font-medium text-refused">
            {[from, ...turnedAwayFacts(refused, asOf, language)].join(" · ")}
          </p>
        ))}
        <CallerList callers={shown} asOf={asOf} figures="all" />
        {ask}
      </Section>
    );
  }
  return cells.map((cell) => (
    <Section key={cell.client ?? ""} title={titleOf(cell.client, words)}>
      {cell.refused ? (
        <p className="font-medium text-refused">
          {turnedAwayFacts(cell.refused, asOf, language).join(" · ")}
        </p>
      ) : null}
      {callers ? (
        <CallerList
          callers={callersOf(cell, callers)}
          asOf={asOf}
          figures="all"
        />
      ) : error ? (
        <CalmProblem error={error} />
      ) : (
        <p className="text-muted">{words.loading}</p>
      )}
      {ask}
    </Section>
  ));
}

function callersOf({ client }: Cell, callers: readonly Caller[]): Caller[] {
  return callers.filter(({ namespace }) => namespace === client);
}

type PanelWords = Words["matrix"]["panel"];

function titleOf(client: string | null | undefined, words: PanelWords): string {
  if (client === undefined) return words.callers;
  return client === null ? words.callersUnnamed : words.callersFrom(client);
}
