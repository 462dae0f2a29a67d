"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import { useWords } from "@/components/layout/preferences";
import { HintPopup } from "@/components/ui/hint";
import type { ServiceRow } from "@/lib/api/contract";
import type { Reading } from "@/lib/words/seen";
import { cellFacts } from "./cell-sentence";

export interface Pointed {
  readonly element: Element;
  readonly row: ServiceRow;
  readonly client: string | null;
}

/** One tooltip for all cells: who calls whom, in figures, and since when. */
export function CellHint({
  pointed,
  asOf,
}: {
  pointed: Pointed | null;
  asOf: Reading | null;
}) {
  const { w, language } = useWords();
  if (!pointed) return null;
  const { row, client, element } = pointed;
  const cell = row.cells.find((candidate) => candidate.client === client);
  const facts = cellFacts({ row, client, cell, asOf }, language);
  return (
    <Tooltip.Root open>
      {/* Below: above it would lie over the heads that say whose column it is. */}
      <HintPopup anchor={element} side="bottom">
        <b className="font-semibold">
          {client ?? w.interface.noIdentity}
          <span className="px-1 text-muted">→</span>
          {row.namespace}/{row.name}
        </b>
        <span className="block text-muted">{facts.join(" · ")}</span>
      </HintPopup>
    </Tooltip.Root>
  );
}
