"use client";
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";
import { groupFigures } from "./group-figures";
import { groupPolicy } from "./group-policy";
import { GroupVerdict } from "./group-verdict";
import type { SharedSetting } from "./line-setting";
import type { GroupOfLines } from "./lines";
import { PolicyChip } from "./policy-chip";
import { isKnocking } from "./refused-figure";
import { PlaintextFigure, ShareFigure } from "./row-figures";
import { hasPlaintext } from "./traffic-figures";

/** A namespace on a narrow screen. One that is locked and quiet is a single line, so that the page shrinks. */
export function GroupCard({
  group,
  setting: { asOf, window },
  onToggle,
}: {
  group: GroupOfLines;
  setting: SharedSetting;
  onToggle: () => void;
}) {
  const { language } = useWords();
  const { namespace, rows, locked, open } = group;
  const figures = groupFigures(rows);
  const policy = groupPolicy(figures, language);
  const isLoud = hasPlaintext(figures) || isKnocking(figures.refused);
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className="flex w-full flex-col gap-1.5 rounded-lg border border-rule bg-sunken py-2 pr-3 pl-2 text-left text-xs"
    >
      <span className="flex w-full items-center gap-1.5">
        <ChevronRight
          size={14}
          aria-hidden
          className={clsx("shrink-0 text-muted", open && "rotate-90")}
        />
        <span className="truncate font-semibold text-[0.8125rem]">
          {namespace}
        </span>
        <span className="text-2xs text-muted">
          {formatCount(rows.length, language)}
        </span>
        <span className="ml-auto flex min-w-0 shrink-0">
          <PolicyChip mode={policy.mode} label={policy.label} />
        </span>
      </span>
      {locked < rows.length || isLoud ? (
        <span className="flex w-full items-start justify-between gap-3 pl-5">
          <GroupVerdict group={group} className="min-w-0" />
          <ShareFigure row={figures} />
        </span>
      ) : null}
      {isLoud ? (
        <span className="flex w-full pl-5">
          <PlaintextFigure row={figures} asOf={asOf} window={window} />
        </span>
      ) : null}
    </button>
  );
}
