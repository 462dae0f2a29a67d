"use client";
import clsx from "clsx";
import { memo } from "react";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow, Window } from "@/lib/api/contract";
import { CellMark } from "./cell-mark";
import { cellSentence } from "./cell-sentence";
import { cellView } from "./cell-view";
import { type Changes, cellKey } from "./changes";
import {
  ACTION_PX,
  CELL_PX,
  clientLeft,
  isWide,
  LEAD_COLUMNS,
  LINE_PX,
  lineTemplate,
} from "./geometry";
import { GridCell, placeProps, RowHead } from "./matrix-cell";
import { PolicyChip } from "./policy-chip";
import { RowActionButton } from "./row-action";
import { type RowButton, rowButton } from "./row-button";
import { PlaintextFigure, ShareFigure } from "./row-figures";
import { rowKey } from "./row-order";
import { VerdictLine } from "./verdict-line";

/** What every line of one drawing shares. */
export interface LineSetting {
  readonly clients: readonly (string | null)[];
  /** Indexes into `clients` that are in view. */
  readonly inView: readonly number[];
  readonly asOf: string | null;
  readonly window: Window;
  readonly preview: boolean;
  readonly changes: Changes;
  readonly onButton: (row: ServiceRow, button: RowButton) => void;
}

/** One service: a sentence from left to right. */
export const ServiceLine = memo(function ServiceLine({
  row,
  rowIndex,
  top,
  setting,
  activeColumn,
}: {
  row: ServiceRow;
  rowIndex: number;
  /** Place within the body of the grid, in pixels. */
  top: number;
  setting: LineSetting;
  /** The column of the grid's tab stop, null where it is in another line. */
  activeColumn: number | null;
}) {
  const { w } = useWords();
  const { clients, changes } = setting;
  const line = rowKey(row);
  const place = (column: number) => ({
    line,
    column,
    active: activeColumn === column,
  });
  const verdictColumn = LEAD_COLUMNS + clients.length;
  const button = rowButton(row);
  const wide = isWide(clients.length);
  return (
    <tr
      aria-rowindex={rowIndex}
      className={clsx(
        "absolute inset-x-0 grid break-inside-avoid items-center print:relative print:top-0! border-rule border-b bg-panel hover:bg-hover",
        changes.has(line) && "changed",
      )}
      style={{
        top,
        height: LINE_PX,
        gridTemplateColumns: lineTemplate(clients.length),
      }}
    >
      <RowHead
        place={place(0)}
        className={clsx(
          STICKY,
          "left-0 cursor-pointer pr-3 pl-9 font-mono text-xs",
        )}
      >
        <span className="truncate">{row.name}</span>
      </RowHead>
      <GridCell place={place(1)} className="pr-2">
        <PolicyChip
          mode={row.policy.mode}
          label={w.mode[row.policy.mode].label}
        />
      </GridCell>
      <GridCell place={place(2)} className="text-right text-xs">
        <ShareFigure row={row} />
      </GridCell>
      <GridCell place={place(3)} className="pl-4 text-xs">
        <PlaintextFigure
          row={row}
          asOf={setting.asOf}
          window={setting.window}
        />
      </GridCell>
      <ClientCells row={row} setting={setting} activeColumn={activeColumn} />
      <GridCell
        place={place(verdictColumn)}
        className={clsx(
          wide ? STICKY : "flex h-full items-center",
          "col-start-6 pl-3 text-xs print:pr-4",
        )}
        style={wide ? { right: ACTION_PX } : {}}
      >
        <VerdictLine row={row} className="truncate" />
      </GridCell>
      <td
        aria-colindex={verdictColumn + 2}
        className={clsx(
          STICKY,
          "no-print right-0 col-start-7 justify-end pr-2 pl-3",
        )}
      >
        {button ? (
          <RowActionButton
            row={row}
            button={button}
            {...placeProps(place(verdictColumn + 1))}
            onClick={() => setting.onButton(row, button)}
          />
        ) : null}
      </td>
    </tr>
  );
});

/** Stays in view while the callers scroll sideways beneath it. */
const STICKY = "sticky z-10 flex h-full items-center bg-inherit";

function ClientCells({
  row,
  setting,
  activeColumn,
}: {
  row: ServiceRow;
  setting: LineSetting;
  activeColumn: number | null;
}) {
  const { language } = useWords();
  const { clients, inView, asOf, preview, changes } = setting;
  const line = rowKey(row);
  return inView.map((index) => {
    const client = clients[index];
    if (client === undefined) return null;
    const cell = row.cells.find((c) => c.client === client);
    const column = LEAD_COLUMNS + index;
    return (
      <GridCell
        key={client ?? ""}
        place={{ line, column, active: activeColumn === column }}
        label={cellSentence({ row, client, cell, asOf }, language)}
        className={clsx(
          "absolute inset-y-0 grid cursor-pointer place-items-center",
          changes.has(cellKey(row, client)) && "changed",
        )}
        style={{ left: clientLeft(index), width: CELL_PX }}
      >
        <CellMark view={cellView(row, cell, preview)} />
      </GridCell>
    );
  });
}
