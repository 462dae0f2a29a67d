import { Ban, LockOpen } from "lucide-react";
import type { CellView } from "./cell-view";

/** The picture of one cell, without words. Ring and question mark are drawn by the style: most cells are such. */
export function CellMark({ view }: { view: CellView }) {
  return (
    <span
      className="fill"
      data-fill={view.fill}
      data-border={view.border}
      data-refused={view.refused}
      data-doubt={view.doubt}
      data-glyph={view.glyph}
      aria-hidden
    >
      {view.glyph === "lock-open" ? (
        <LockOpen size={13} strokeWidth={2.4} />
      ) : null}
      {view.glyph === "ban" ? <Ban size={13} strokeWidth={2.4} /> : null}
    </span>
  );
}
