"use client";
import clsx from "clsx";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { CellMark } from "./cell-mark";
import { cellFacts } from "./cell-sentence";
import { cellView } from "./cell-view";
import { GroupCard } from "./group-card";
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
const LAZY = "[contain-intrinsic-size:auto_10rem] [content-visibility:auto]";

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
            <GroupCard
              group={line.group}
              setting={setting}
              onToggle={() => onToggle(line)}
            />
          </li>
        ) : (
          <li
            key={line.key}
            className={clsx(
              "rounded-lg border border-rule bg-panel px-3.5 py-3",
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
      className="flex flex-col gap-2"
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
      <div className="flex items-start justify-between gap-3 text-xs">
        <VerdictLine row={row} className="min-w-0" />
        {button ? (
          <RowActionButton
            row={row}
            button={button}
            onClick={() => setting.onButton(row, button)}
          />
        ) : null}
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
        <div className="flex items-baseline gap-1.5">
          <dt className="text-muted">{w.matrix.columns.share}</dt>
          <dd>
            <ShareFigure row={row} />
          </dd>
        </div>
        <div className="flex min-w-0 items-baseline gap-1.5">
          <dt className="text-muted">{w.matrix.columns.plaintext}</dt>
          <dd className="min-w-0">
            <PlaintextFigure
              row={row}
              asOf={setting.asOf}
              window={setting.window}
            />
          </dd>
        </div>
      </dl>
      <CallerRows row={row} setting={setting} onSelect={onSelect} />
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
    <ul className="-mb-1.5 flex flex-col border-rule border-t pt-1">
      {row.cells.map((cell) => (
        <li key={cell.client ?? ""}>
          <button
            type="button"
            onClick={() => onSelect({ namespace, name, client: cell.client })}
            className="flex min-h-9 w-full items-center gap-3 py-1 text-left text-xs"
          >
            <CellMark view={cellView(row, cell, setting.preview(row))} />
            <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-3">
              <span className="max-w-full truncate font-mono">
                {cell.client ?? w.interface.noIdentity}
              </span>
              <span className="text-muted">
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
