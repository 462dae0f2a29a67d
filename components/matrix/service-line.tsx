"use client";
import clsx from "clsx";
import { Check, ChevronRight } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { ServiceBlock } from "./client-block";
import { LineFrame, type LineProps } from "./line-frame";
import type { Line } from "./lines";
import { PolicyChip } from "./policy-chip";
import { RowActionButton } from "./row-action";
import { rowButton } from "./row-button";
import { PlaintextFigure, ShareFigure } from "./row-figures";
import { VerdictLine } from "./verdict-line";

/** One service: a sentence from left to right. */
export function ServiceLine({
  line,
  chosen,
  ...props
}: LineProps & {
  line: Extract<Line, { kind: "service" }>;
  chosen: boolean;
}) {
  const { w } = useWords();
  const { clients, changes, asOf, preview, window, onButton } = props.setting;
  const { row, key, open } = line;
  const button = rowButton(row);
  return (
    <LineFrame
      {...props}
      line={line}
      expanded={open}
      chosen={chosen}
      className={clsx(
        chosen ? "bg-chosen" : "bg-panel",
        changes.has(key) && "changed",
      )}
      head={{
        className: "cursor-pointer gap-1.5 pr-3 pl-2",
        content: (
          <>
            <ChoiceBox chosen={chosen} />
            <ChevronRight
              size={12}
              className={clsx("shrink-0 text-muted", open && "rotate-90")}
              aria-hidden
            />
            <span className="truncate font-mono text-xs" title={row.name}>
              {row.name}
            </span>
          </>
        ),
      }}
      policy={{
        content: <PolicyChip mode={row.mode} label={w.mode[row.mode].label} />,
      }}
      share={<ShareFigure row={row} />}
      plaintext={<PlaintextFigure row={row} asOf={asOf} window={window} />}
      callers={(block) => (
        <ServiceBlock
          key={block.block}
          {...block}
          row={row}
          preview={preview(row)}
          clients={clients}
          asOf={asOf}
          changes={changes}
        />
      )}
      verdict={<VerdictLine row={row} className="truncate" />}
      {...(button && {
        action: (place) => (
          <RowActionButton
            row={row}
            button={button}
            {...place}
            onClick={() => onButton(row, button)}
          />
        ),
      })}
    />
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
