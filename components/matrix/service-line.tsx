"use client";
import clsx from "clsx";
import { Check, ChevronRight } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { activeIn, ServiceBlock } from "./client-block";
import { isWide, LEAD_COLUMNS } from "./geometry";
import { LateBlocks } from "./late-blocks";
import { LineFrame, type LinePlace } from "./line-frame";
import type { LineSetting } from "./line-setting";
import type { Line } from "./lines";
import {
  EndCell,
  GridCell,
  placeProps,
  placesOf,
  RowHead,
} from "./matrix-cell";
import { PolicyChip } from "./policy-chip";
import { RowActionButton } from "./row-action";
import { rowButton } from "./row-button";
import { PlaintextFigure, ShareFigure } from "./row-figures";
import { VerdictLine } from "./verdict-line";

/** One service: a sentence from left to right. */
export function ServiceLine({
  line,
  place,
  setting,
  activeColumn,
  chosen,
}: {
  line: Extract<Line, { kind: "service" }>;
  place: LinePlace;
  setting: LineSetting;
  /** The column of the grid's tab stop, null where it is in another line. */
  activeColumn: number | null;
  chosen: boolean;
}) {
  const { w } = useWords();
  const { clients, changes, asOf } = setting;
  const { row, key, open } = line;
  const at = placesOf(key, activeColumn);
  const last = LEAD_COLUMNS + clients.length;
  const button = rowButton(row);
  return (
    <LineFrame
      line={line}
      place={place}
      expanded={open}
      chosen={chosen}
      className={clsx(
        chosen ? "bg-chosen" : "bg-panel",
        changes.has(key) && "changed",
      )}
      calm={setting.calm}
      atOnce={activeColumn !== null}
      head={
        <RowHead
          place={at(0)}
          expanded={open}
          className="cursor-pointer gap-1.5 pr-3 pl-2"
        >
          <ChoiceBox chosen={chosen} />
          <ChevronRight
            size={12}
            className={clsx("shrink-0 text-muted", open && "rotate-90")}
            aria-hidden
          />
          <span className="truncate font-mono text-xs" title={row.name}>
            {row.name}
          </span>
        </RowHead>
      }
    >
      <GridCell place={at(1)} className="pr-2">
        <PolicyChip mode={row.mode} label={w.mode[row.mode].label} />
      </GridCell>
      <GridCell place={at(2)} className="text-right text-xs">
        <ShareFigure row={row} />
      </GridCell>
      <GridCell place={at(3)} className="pl-4 text-xs">
        <PlaintextFigure row={row} asOf={asOf} window={setting.window} />
      </GridCell>
      <LateBlocks blocks={setting.inView} atOnce={activeColumn !== null}>
        {(block) => (
          <ServiceBlock
            key={block}
            row={row}
            preview={setting.preview(row)}
            block={block}
            clients={clients}
            asOf={asOf}
            changes={changes}
            activeColumn={activeIn(block, activeColumn, clients.length)}
          />
        )}
      </LateBlocks>
      <EndCell
        column={last}
        stays={isWide(clients.length)}
        className="col-start-6 pl-3 text-xs print:pr-4"
        {...placeProps(at(last))}
      >
        <VerdictLine row={row} className="truncate" />
      </EndCell>
      {button ? (
        <EndCell
          column={last + 1}
          stays
          className="no-print col-start-7 justify-end pr-2 pl-3"
        >
          <RowActionButton
            row={row}
            button={button}
            {...placeProps(at(last + 1))}
            onClick={() => setting.onButton(row, button)}
          />
        </EndCell>
      ) : (
        <EndCell
          column={last + 1}
          stays
          className="no-print col-start-7"
          aria-label={w.interface.none}
          {...placeProps(at(last + 1))}
        />
      )}
    </LineFrame>
  );
}

/** For those with a pointer; the keyboard has Space, and `aria-selected` says the rest. */
function ChoiceBox({ chosen }: { chosen: boolean }) {
  return (
    <span
      data-choose
      aria-hidden
      className={clsx(
        "no-print grid size-3.5 shrink-0 place-items-center rounded-[3px] border",
        chosen
          ? "border-ink bg-ink text-on-ink"
          : "border-edge bg-panel opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100",
      )}
    >
      {chosen ? <Check size={11} strokeWidth={3} /> : null}
    </span>
  );
}
