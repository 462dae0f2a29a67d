import { LockOpen } from "lucide-react";
import type { CellView } from "./cell-view";

/** The picture of one cell, without words. */
export function CellMark({ view }: { view: CellView }) {
  return (
    <span
      className="fill"
      data-fill={view.fill}
      data-border={view.border}
      data-refused={view.refused}
      aria-hidden
    >
      <Glyph glyph={view.glyph} />
    </span>
  );
}

function Glyph({ glyph }: { glyph: CellView["glyph"] }) {
  switch (glyph) {
    case "lock-open":
      return <LockOpen size={13} strokeWidth={2.4} />;
    case "question":
      return <span className="font-medium text-2xs leading-none">?</span>;
    case "ring":
      return <span className="size-1.5 rounded-full border border-faint" />;
    case null:
      return null;
    default:
      return glyph satisfies never;
  }
}
