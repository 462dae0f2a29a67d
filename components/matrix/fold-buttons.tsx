"use client";
import { ChevronsDownUp, ChevronsUpDown } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { FoldBase } from "./row-groups";

/** Opens or folds all namespaces at once; stands in the empty corner of the grid. */
export function FoldButtons({
  base,
  onFold,
}: {
  base: FoldBase;
  onFold: (base: FoldBase) => void;
}) {
  const { w } = useWords();
  const look =
    "inline-flex h-6 items-center gap-1 rounded-md px-1.5 text-2xs text-muted hover:bg-hover hover:text-ink";
  return (
    <div className="no-print absolute top-2 left-2 z-30 flex gap-0.5">
      <button
        type="button"
        aria-controls="matrix"
        className={look}
        onClick={() => onFold("open")}
        disabled={base === "open"}
      >
        <ChevronsUpDown size={12} aria-hidden />
        {w.level.unfoldAll}
      </button>
      <button
        type="button"
        aria-controls="matrix"
        className={look}
        onClick={() => onFold("shut")}
        disabled={base === "shut"}
      >
        <ChevronsDownUp size={12} aria-hidden />
        {w.level.foldAll}
      </button>
    </div>
  );
}
