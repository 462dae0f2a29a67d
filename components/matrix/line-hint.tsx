"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import { useWords } from "@/components/layout/preferences";
import { HintPopup } from "@/components/ui/hint";
import type { Reading } from "@/lib/words/seen";
import { callerFacts, callerName } from "./caller-sentence";
import { CellHint } from "./cell-hint";
import { groupCellFacts } from "./group-sentence";
import type { Line } from "./lines";
import { rowKey } from "./row-order";

/** The cell under the pointer or the focus. */
export interface PointedCell {
  readonly element: Element;
  readonly line: Line;
  /** Index into the clients. */
  readonly index: number;
  readonly client: string | null;
}

/** One tooltip for the cells of every level. */
export function LineHint({
  pointed,
  asOf,
}: {
  pointed: PointedCell | null;
  asOf: Reading | null;
}) {
  const { w, language } = useWords();
  if (!pointed) return null;
  const { element, line, client } = pointed;
  const { noIdentity } = w.interface;
  switch (line.kind) {
    case "service":
      return (
        <CellHint pointed={{ element, row: line.row, client }} asOf={asOf} />
      );
    case "group":
      return (
        <Hint
          element={element}
          from={client ?? noIdentity}
          to={line.group.namespace}
          facts={groupCellFacts({ group: line.group, client, asOf }, language)}
        />
      );
    case "caller":
      return line.caller.namespace !== client ? null : (
        <Hint
          element={element}
          from={callerName(line.caller, w)}
          to={rowKey(line.row)}
          facts={callerFacts(
            {
              row: line.row,
              caller: line.caller,
              refused: line.refused,
              asOf,
            },
            language,
          )}
        />
      );
    case "port":
    case "note":
      return null;
    default:
      return line satisfies never;
  }
}

function Hint({
  element,
  from,
  to,
  facts,
}: {
  element: Element;
  from: string;
  to: string;
  facts: readonly string[];
}) {
  return (
    <Tooltip.Root open>
      {/* Below: above it would lie over the heads that say whose column it is. */}
      <HintPopup anchor={element} side="bottom">
        <b className="font-semibold">
          {from}
          <span className="px-1 text-muted">→</span>
          {to}
        </b>
        <span className="block text-muted">{facts.join(" · ")}</span>
      </HintPopup>
    </Tooltip.Root>
  );
}
