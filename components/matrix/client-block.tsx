"use client";
import clsx from "clsx";
import { memo } from "react";
import { useWords } from "@/components/layout/preferences";
import type { Cell, ServiceRow } from "@/lib/api/contract";
import { CellMark } from "./cell-mark";
import { cellSentence } from "./cell-sentence";
import { cellView, groupCellView } from "./cell-view";
import { type Changes, cellKey, groupCellKey } from "./changes";
import { clientsOfBlock, LEAD_COLUMNS } from "./geometry";
import { groupFigures } from "./group-figures";
import { groupCellSentence } from "./group-sentence";
import type { Block } from "./late-blocks";
import type { LineSetting } from "./line-setting";
import { GridCell } from "./matrix-cell";
import type { Group } from "./row-groups";
import { rowKey } from "./row-order";
import { clientClass } from "./shift";

type Shared = Pick<LineSetting, "clients" | "asOf" | "changes">;

type BlockProps = Shared & Block;

export const CLIENT_CELL =
  "absolute inset-y-0 grid cursor-pointer place-items-center";

/** Some columns of a service. Memoised: scrolling sideways draws only what comes into view. */
export const ServiceBlock = memo(function ServiceBlock({
  row,
  preview,
  block,
  phase,
  clients,
  asOf,
  changes,
  activeColumn,
}: BlockProps & { row: ServiceRow; preview: boolean }) {
  const { language } = useWords();
  const line = rowKey(row);
  return clientsOfBlock(block, phase, clients.length).map((index) => {
    const client = clients[index];
    if (client === undefined) return null;
    const cell = cellOfClient(row, client);
    const column = LEAD_COLUMNS + index;
    return (
      <GridCell
        key={index}
        place={{ line, column, active: activeColumn === column }}
        label={cellSentence({ row, client, cell, asOf }, language)}
        className={clsx(
          CLIENT_CELL,
          clientClass(index),
          marked(changes, cellKey(row, client)),
        )}
      >
        <CellMark view={cellView(row, cell, preview)} />
      </GridCell>
    );
  });
});

/** Some columns of a namespace. */
export const GroupBlock = memo(function GroupBlock({
  group,
  preview,
  block,
  phase,
  clients,
  asOf,
  changes,
  activeColumn,
}: BlockProps & { group: Group; preview: LineSetting["preview"] }) {
  const { language } = useWords();
  const { namespace, rows } = group;
  const { cells, coverage } = groupFigures(rows);
  return clientsOfBlock(block, phase, clients.length).map((index) => {
    const client = clients[index];
    if (client === undefined) return null;
    const column = LEAD_COLUMNS + index;
    const view = groupCellView(cells.get(client), coverage.complete, preview);
    return (
      <GridCell
        key={index}
        place={{ line: namespace, column, active: activeColumn === column }}
        label={groupCellSentence({ group, client, asOf }, language)}
        className={clsx(
          CLIENT_CELL,
          clientClass(index),
          marked(changes, groupCellKey(namespace, client)),
        )}
      >
        <CellMark view={view} />
      </GridCell>
    );
  });
});

function cellOfClient(
  row: ServiceRow,
  client: string | null,
): Cell | undefined {
  return row.cells.find((cell) => cell.client === client);
}

function marked(changes: Changes, key: string): string | false {
  return changes.size > 0 && changes.has(key) && "changed";
}
