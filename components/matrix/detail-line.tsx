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
import { clientsOfBlock, LEAD_COLUMNS } from "./geometry";
import { LineFrame, type LineProps } from "./line-frame";
import type { LineSetting } from "./line-setting";
import type { DetailLine as Detail, Line } from "./lines";
import { GridCell } from "./matrix-cell";
import { PolicyChip } from "./policy-chip";
import { PlaintextFigure, ShareFigure } from "./row-figures";
import { clientClass } from "./shift";

type DetailOf = Extract<Line, { kind: Detail["kind"] }>;

/** Below an opened service: one of its callers or ports, or why there are none. */
export function DetailLine({ line, ...props }: LineProps & { line: DetailOf }) {
  const { clients } = props.setting;
  const parts = useParts(line, props.setting);
  return (
    <LineFrame
      {...props}
      line={line}
      className="bg-sunken text-muted"
      head={{ className: "gap-1.5 pr-3 pl-14 text-xs", content: parts.head }}
      policy={{ content: parts.policy }}
      share={parts.share}
      plaintext={parts.plaintext}
      callers={({ block, phase, activeColumn }) =>
        clientsOfBlock(block, phase, clients.length).map((index) => {
          const own =
            line.kind === "caller" && clients[index] === line.caller.namespace;
          const column = LEAD_COLUMNS + index;
          return (
            <GridCell
              key={index}
              place={{
                line: line.key,
                column,
                active: activeColumn === column,
              }}
              label={own ? parts.label : undefined}
              className={clsx(CLIENT_CELL, clientClass(index))}
            >
              {own ? parts.mark : null}
            </GridCell>
          );
        })
      }
      verdict={
        <span className="truncate" title={parts.remark}>
          {parts.remark}
        </span>
      }
    />
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
