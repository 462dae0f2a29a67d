"use client";
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";
import { activeIn, GroupBlock } from "./client-block";
import { isWide, LEAD_COLUMNS } from "./geometry";
import { groupFigures } from "./group-figures";
import { groupPolicy } from "./group-policy";
import { groupSummary } from "./group-sentence";
import { GroupVerdict } from "./group-verdict";
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
import { PlaintextFigure, ShareFigure } from "./row-figures";

/** A namespace: what its services amount to, in the same columns as theirs. */
export function GroupLine({
  line,
  place,
  setting,
  activeColumn,
  chosen,
}: {
  line: Extract<Line, { kind: "group" }>;
  place: LinePlace;
  setting: LineSetting;
  /** The column of the grid's tab stop, null where it is in another line. */
  activeColumn: number | null;
  /** All its services are chosen. */
  chosen: boolean;
}) {
  const { w, language } = useWords();
  const { clients, asOf, changes, preview } = setting;
  const { group } = line;
  const { namespace, rows, open } = group;
  const figures = groupFigures(rows);
  const policy = groupPolicy(figures, language);
  const at = placesOf(namespace, activeColumn);
  const last = LEAD_COLUMNS + clients.length;
  return (
    <LineFrame
      line={line}
      place={place}
      expanded={open}
      chosen={chosen}
      className={clsx("bg-sunken", changes.has(namespace) && "changed")}
      calm={setting.calm}
      atOnce={activeColumn !== null}
      head={
        <RowHead
          place={at(0)}
          expanded={open}
          label={`${namespace}: ${groupSummary(group, language)}`}
          className="cursor-pointer gap-1.5 pr-3 pl-3"
        >
          <ChevronRight
            size={14}
            className={clsx("shrink-0 text-muted", open && "rotate-90")}
            aria-hidden
          />
          <span className="truncate font-semibold" title={namespace}>
            {namespace}
          </span>
          <span className="shrink-0 text-2xs text-muted">
            {formatCount(rows.length, language)}
          </span>
        </RowHead>
      }
    >
      <GridCell
        place={at(1)}
        label={policy.detail}
        title={policy.detail}
        className="pr-2"
      >
        <PolicyChip mode={policy.mode} label={policy.label} />
      </GridCell>
      <GridCell place={at(2)} className="text-right text-xs">
        <ShareFigure row={figures} />
      </GridCell>
      <GridCell place={at(3)} className="pl-4 text-xs">
        <PlaintextFigure row={figures} asOf={asOf} window={setting.window} />
      </GridCell>
      <LateBlocks blocks={setting.inView} atOnce={activeColumn !== null}>
        {(block) => (
          <GroupBlock
            key={block}
            group={group}
            preview={preview}
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
        <GroupVerdict group={group} className="truncate" />
      </EndCell>
      <EndCell
        column={last + 1}
        stays
        className="no-print col-start-7"
        aria-label={w.interface.none}
        {...placeProps(at(last + 1))}
      />
    </LineFrame>
  );
}
