"use client";
import clsx from "clsx";
import { type ReactNode, startTransition, useEffect, useState } from "react";
import type { Calm } from "./calm";
import { isWide, LEAD_COLUMNS } from "./geometry";
import { type Block, LateBlocks } from "./late-blocks";
import type { LineSetting } from "./line-setting";
import { LEVELS, type Line } from "./lines";
import {
  EmptyEnd,
  EndCell,
  GridCell,
  type Place,
  placeProps,
  placesOf,
  RowHead,
} from "./matrix-cell";

/** Where a line is drawn, and what it shares with all lines of one drawing. */
export interface LinePlace {
  /** Of the whole grid, the heads being 1. */
  readonly rowIndex: number;
  /** Within the body of the grid, in CSS pixels; null = below the line before it. */
  readonly top: number | null;
}

/** What every kind of line is given. */
export interface LineProps {
  readonly place: LinePlace;
  readonly setting: LineSetting;
  /** The column of the grid's tab stop, null where it is in another line. */
  readonly activeColumn: number | null;
}

interface CellContent {
  readonly label?: string;
  readonly title?: string;
  readonly className?: string;
  readonly content: ReactNode;
}

/**
 * One row of the treegrid, with the cells that all lines have. Its height is fixed and nothing sticks out of
 * it, so that the browser lays out and paints each one by itself.
 */
export function LineFrame({
  line,
  place: { rowIndex, top },
  setting: { calm, cells, clients },
  activeColumn,
  expanded,
  chosen,
  className,
  head,
  policy,
  share,
  plaintext,
  callers,
  verdict,
  action,
}: LineProps & {
  line: Line;
  /** undefined = there is nothing below it. */
  expanded?: boolean;
  /** undefined = it cannot be chosen. */
  chosen?: boolean;
  className: string;
  /** The cell that names the line. */
  head: CellContent;
  policy: CellContent;
  share: ReactNode;
  plaintext: ReactNode;
  /** Those callers of it that are in view. */
  callers: (block: Block) => ReactNode;
  verdict: ReactNode;
  /** The button at the end; undefined = there is none. It takes the focus itself. */
  action?: (place: ReturnType<typeof placeProps>) => ReactNode;
}) {
  const at = placesOf(line.key, activeColumn);
  const last = LEAD_COLUMNS + clients.length;
  const whole = useWhole(calm);
  return (
    <tr
      aria-rowindex={rowIndex}
      aria-level={LEVELS[line.kind]}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={expanded}
      aria-selected={chosen}
      className={clsx(
        "line group/line relative grid h-(--line-height) w-full min-w-(--line-width) grid-cols-(--line-columns) break-inside-avoid items-center border-rule border-b contain-strict print:static! print:contain-none",
        className,
      )}
      style={top === null ? undefined : { position: "absolute", top }}
    >
      <RowHead
        place={at(0)}
        expanded={expanded}
        label={head.label}
        className={head.className}
      >
        {head.content}
      </RowHead>
      {whole || activeColumn !== null ? (
        <>
          <GridCell
            place={at(1)}
            label={policy.label}
            title={policy.title}
            className="pr-2"
          >
            {policy.content}
          </GridCell>
          <GridCell place={at(2)} className="text-right text-xs">
            {share}
          </GridCell>
          <GridCell place={at(3)} className="pl-4 text-xs">
            {plaintext}
          </GridCell>
          <LateBlocks
            line={line.key}
            columns={cells}
            clients={clients.length}
            activeColumn={activeColumn}
          >
            {callers}
          </LateBlocks>
          <EndCell
            column={last}
            stays={isWide(clients.length)}
            className="col-start-6 pl-3 text-xs print:pr-4"
            {...placeProps(at(last))}
          >
            {verdict}
          </EndCell>
          <ActionCell place={at(last + 1)} action={action} />
        </>
      ) : null}
    </tr>
  );
}

function ActionCell({
  place,
  action,
}: {
  place: Place;
  action: ((place: ReturnType<typeof placeProps>) => ReactNode) | undefined;
}) {
  if (!action) return <EmptyEnd place={place} />;
  return (
    <EndCell
      column={place.column}
      stays
      className="no-print col-start-7 justify-end pr-2 pl-3"
    >
      {action(placeProps(place))}
    </EndCell>
  );
}

/** Whether there was time to draw more of a line than its name since it came into view. */
function useWhole(calm: Calm): boolean {
  const [whole, setWhole] = useState(() => !calm.isHurried());
  useEffect(() => {
    if (whole) return;
    return calm.whenCalm(() => startTransition(() => setWhole(true)));
  }, [whole, calm]);
  return whole;
}
