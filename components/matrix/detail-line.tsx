"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import { ApiError } from "@/lib/query/api-error";
import { callerCellSentence, callerName, refusedWord } from "./caller-sentence";
import { CellMark } from "./cell-mark";
import { turnedAwayFacts } from "./cell-sentence";
import { callerCellView } from "./cell-view";
import { CLIENT_CELL } from "./client-block";
import { clientsOfBlock, isWide, LEAD_COLUMNS } from "./geometry";
import { LineFrame, type LinePlace } from "./line-frame";
import type { LineSetting } from "./line-setting";
import type { DetailLine as Detail, Line } from "./lines";
import {
  EndCell,
  GridCell,
  placeProps,
  placesOf,
  RowHead,
} from "./matrix-cell";
import { PolicyChip } from "./policy-chip";
import { PlaintextFigure, ShareFigure } from "./row-figures";
import { clientClass } from "./shift";

type DetailOf = Extract<Line, { kind: Detail["kind"] }>;

/** Below an opened service: one of its callers or ports, or why there are none. */
export function DetailLine({
  line,
  place,
  setting,
  activeColumn,
}: {
  line: DetailOf;
  place: LinePlace;
  setting: LineSetting;
  /** The column of the grid's tab stop, null where it is in another line. */
  activeColumn: number | null;
}) {
  const { w } = useWords();
  const { clients } = setting;
  const parts = useParts(line, setting);
  const at = placesOf(line.key, activeColumn);
  const last = LEAD_COLUMNS + clients.length;
  return (
    <LineFrame
      line={line}
      place={place}
      className="bg-sunken text-muted"
      calm={setting.calm}
      atOnce={activeColumn !== null}
      head={
        <RowHead place={at(0)} className="gap-1.5 pr-3 pl-14 text-xs">
          {parts.head}
        </RowHead>
      }
    >
      <GridCell place={at(1)} className="pr-2">
        {parts.policy}
      </GridCell>
      <GridCell place={at(2)} className="text-right text-xs">
        {parts.share}
      </GridCell>
      <GridCell place={at(3)} className="pl-4 text-xs">
        {parts.plaintext}
      </GridCell>
      {setting.inView.flatMap((block) =>
        clientsOfBlock(block, clients.length).map((index) => {
          const own =
            line.kind === "caller" && clients[index] === line.caller.namespace;
          return (
            <GridCell
              key={index}
              place={at(LEAD_COLUMNS + index)}
              {...(own && parts.label ? { label: parts.label } : {})}
              className={clsx(CLIENT_CELL, clientClass(index))}
            >
              {own ? parts.mark : null}
            </GridCell>
          );
        }),
      )}
      <EndCell
        column={last}
        stays={isWide(clients.length)}
        className="col-start-6 pl-3 text-xs print:pr-4"
        {...placeProps(at(last))}
      >
        <span className="truncate" title={parts.remark}>
          {parts.remark}
        </span>
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

interface Parts {
  readonly head: ReactNode;
  readonly policy?: ReactNode;
  readonly share?: ReactNode;
  readonly plaintext?: ReactNode;
  readonly mark?: ReactNode;
  /** Of the caller's own cell. */
  readonly label?: string;
  readonly remark?: string;
}

function useParts(line: DetailOf, setting: LineSetting): Parts {
  const { w, language } = useWords();
  const { row } = line;
  switch (line.kind) {
    case "caller": {
      const { caller, refused } = line;
      const view = callerCellView(
        row,
        caller,
        setting.preview(row),
        refused !== null,
      );
      const context = { row, caller, refused, asOf: setting.asOf };
      return {
        head: (
          <span className="truncate font-mono" title={callerName(caller, w)}>
            {caller.workload ?? w.level.unnamed}
          </span>
        ),
        share: <ShareFigure row={caller} />,
        plaintext: (
          <PlaintextFigure
            row={{ ...caller, evidence: row.evidence }}
            asOf={setting.asOf}
            window={setting.window}
          />
        ),
        mark: <CellMark view={view} />,
        label: callerCellSentence(context, language),
        remark: [
          ...(refused
            ? turnedAwayFacts(refused, setting.asOf, language)
            : view.refused
              ? [refusedWord(row, w)]
              : []),
          caller.principal ?? caller.namespace ?? w.interface.noIdentity,
        ].join(" · "),
      };
    }
    case "port": {
      const { port } = line;
      const mode = w.mode[port.mode];
      return {
        head: (
          <span className="truncate">
            {w.level.port(String(port.servicePort), port.name)}
          </span>
        ),
        policy: <PolicyChip mode={port.mode} label={mode.label} />,
        remark: mode.sentence,
      };
    }
    case "note":
      return { head: <NoteText line={line} /> };
    default:
      return line satisfies never;
  }
}

function NoteText({ line }: { line: Extract<DetailOf, { kind: "note" }> }) {
  const { w } = useWords();
  const { note, row } = line;
  switch (note.state) {
    case "loading":
      return <span className="late whitespace-nowrap">{w.level.loading}</span>;
    case "failed": {
      const why =
        note.error instanceof ApiError
          ? note.error.message
          : w.level.failedUnknown;
      return (
        <span className="whitespace-nowrap text-plain-ink">
          {w.level.failed(why)}
        </span>
      );
    }
    case "nobody":
      return (
        <span className="whitespace-nowrap">
          {row.coverage.complete ? w.level.nobody : w.level.nobodyKnown}
        </span>
      );
    default:
      return note satisfies never;
  }
}
