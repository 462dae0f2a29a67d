"use client";
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { CellMark } from "./cell-mark";
import { cellFacts } from "./cell-sentence";
import { cellView } from "./cell-view";
import { groupSummary } from "./group-sentence";
import type { SharedSetting } from "./line-setting";
import type { Line } from "./lines";
import { PolicyChip } from "./policy-chip";
import { RowActionButton } from "./row-action";
import { rowButton } from "./row-button";
import { PlaintextFigure, ShareFigure } from "./row-figures";
import type { Selection } from "./selection";
import { VerdictLine } from "./verdict-line";

/** So many stand on a telephone at first, and more by so many. */
const PORTION = 200;
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
  setting: SharedSetting;
  onToggle: (line: Line) => void;
  onSelect: (selection: Selection) => void;
}) {
  const { w, language } = useWords();
  const [shown, setShown] = useState(PORTION);
  const left = lines.length - shown;
  return (
    <ul id="matrix" aria-label={w.matrix.label} className="flex flex-col gap-2">
      {lines.slice(0, shown).map((line) =>
        line.kind === "group" ? (
          <li key={line.key}>
            <button
              type="button"
              aria-expanded={line.group.open}
              onClick={() => onToggle(line)}
              className="flex w-full items-center gap-2 py-2 text-left"
            >
              <ChevronRight
                size={14}
                aria-hidden
                className={`shrink-0 text-muted ${line.group.open ? "rotate-90" : ""}`}
              />
              <span className="font-semibold">{line.group.namespace}</span>
              <span className="truncate text-muted text-xs">
                {groupSummary(line.group, language)}
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
      {left > 0 ? (
        <li>
          <Button onClick={() => setShown(shown + PORTION)}>
            {w.matrix.moreLines(formatCount(left, language))}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function ServiceCard({
  row,
  setting,
  onSelect,
}: {
  row: ServiceRow;
  setting: SharedSetting;
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
        <PolicyChip mode={row.mode} label={w.mode[row.mode].label} />
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
  setting: SharedSetting;
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
            <CellMark view={cellView(row, cell, setting.preview(row))} />
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
