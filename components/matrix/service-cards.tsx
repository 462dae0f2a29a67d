"use client";
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow } from "@/lib/api/contract";
import { CellMark } from "./cell-mark";
import { cellFacts } from "./cell-sentence";
import { cellView } from "./cell-view";
import { groupSummary } from "./group-line";
import { PolicyChip } from "./policy-chip";
import { RowActionButton } from "./row-action";
import { rowButton } from "./row-button";
import { PlaintextFigure, ShareFigure } from "./row-figures";
import type { Group, Line } from "./row-groups";
import type { Selection } from "./selection";
import type { LineSetting } from "./service-line";
import { VerdictLine } from "./verdict-line";

/** Beyond this, cards outside the screen are not laid out. */
const MANY_LINES = 120;
const LAZY = "[contain-intrinsic-size:auto_12rem] [content-visibility:auto]";

/** The same lines for a narrow screen: a row becomes a card, its columns a list of callers. */
export function ServiceCards({
  lines,
  setting,
  onToggle,
  onSelect,
}: {
  lines: readonly Line[];
  setting: Omit<LineSetting, "inView">;
  onToggle: (group: Group) => void;
  onSelect: (selection: Selection) => void;
}) {
  const { w, language } = useWords();
  return (
    <ul id="matrix" aria-label={w.matrix.label} className="flex flex-col gap-2">
      {lines.map((line) =>
        line.kind === "group" ? (
          <li key={line.key}>
            <button
              type="button"
              aria-expanded={line.group.open}
              onClick={() => onToggle(line.group)}
              className="flex w-full items-center gap-2 py-2 text-left"
            >
              <ChevronRight
                size={14}
                aria-hidden
                className={`shrink-0 text-muted ${line.group.open ? "rotate-90" : ""}`}
              />
              <span className="font-semibold">{line.group.namespace}</span>
              <span className="truncate text-muted text-xs">
                {groupSummary(line.group, w, language)}
              </span>
            </button>
          </li>
        ) : (
          <li
            key={line.key}
            className={clsx(
              "rounded-lg border border-rule bg-panel p-3.5",
              lines.length > MANY_LINES && LAZY,
            )}
          >
            <ServiceCard row={line.row} setting={setting} onSelect={onSelect} />
          </li>
        ),
      )}
    </ul>
  );
}

function ServiceCard({
  row,
  setting,
  onSelect,
}: {
  row: ServiceRow;
  setting: Omit<LineSetting, "inView">;
  onSelect: (selection: Selection) => void;
}) {
  const { w } = useWords();
  const { namespace, name } = row;
  const button = rowButton(row);
  return (
    <article
      aria-label={`${namespace}/${name}`}
      className="flex flex-col gap-2.5"
    >
      <div className="flex items-center justify-between gap-3">
        <button
          type="button"
          onClick={() => onSelect({ namespace, name, client: undefined })}
          className="min-w-0 truncate font-medium font-mono"
        >
          {name}
        </button>
        <PolicyChip
          mode={row.policy.mode}
          label={w.mode[row.policy.mode].label}
        />
      </div>
      <dl className="grid grid-cols-2 gap-3 text-xs">
        <div>
          <dt className="text-muted">{w.matrix.columns.share}</dt>
          <dd className="flex justify-start text-sm">
            <ShareFigure row={row} />
          </dd>
        </div>
        <div>
          <dt className="text-muted">{w.matrix.columns.plaintext}</dt>
          <dd>
            <PlaintextFigure
              row={row}
              asOf={setting.asOf}
              window={setting.window}
            />
          </dd>
        </div>
      </dl>
      <CallerRows row={row} setting={setting} onSelect={onSelect} />
      <div className="flex items-start justify-between gap-3 border-rule border-t pt-2.5 text-xs">
        <VerdictLine row={row} className="min-w-0" />
        {button ? (
          <RowActionButton
            row={row}
            button={button}
            onClick={() => setting.onButton(row, button)}
          />
        ) : null}
      </div>
    </article>
  );
}

function CallerRows({
  row,
  setting,
  onSelect,
}: {
  row: ServiceRow;
  setting: Omit<LineSetting, "inView">;
  onSelect: (selection: Selection) => void;
}) {
  const { w, language } = useWords();
  const { namespace, name } = row;
  if (row.cells.length === 0) return null;
  return (
    <ul className="flex flex-col">
      {row.cells.map((cell) => (
        <li key={cell.client ?? ""}>
          <button
            type="button"
            onClick={() => onSelect({ namespace, name, client: cell.client })}
            className="flex w-full items-center gap-3 py-1.5 text-left text-xs"
          >
            <CellMark view={cellView(row, cell, setting.preview)} />
            <span className="min-w-0">
              <span className="block truncate font-mono">
                {cell.client ?? w.interface.noIdentity}
              </span>
              <span className="block text-muted">
                {cellFacts(
                  { row, client: cell.client, cell, asOf: setting.asOf },
                  language,
                ).join(" · ")}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
