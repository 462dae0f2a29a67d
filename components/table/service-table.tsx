"use client";
import { useCallback, useMemo, useRef } from "react";
import { useWords } from "@/components/layout/preferences";
import { previewed, togglePreview } from "@/components/matrix/preview";
import type { RowButton } from "@/components/matrix/row-button";
import { rowKey, rowOrder } from "@/components/matrix/row-order";
import type { SetViewState, ViewState } from "@/components/matrix/view-state";
import { useReading } from "@/components/time/use-reading";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import type { TableColumn } from "@/lib/words/en/table";
import { formatCount, formatWindow } from "@/lib/words/figures";
import { CopyCsvButton } from "./copy-csv-button";
import { Pager } from "./pager";
import { pageOf } from "./pages";
import { TableHead } from "./table-head";
import {
  formatTableOrder,
  parseTableOrder,
  pressedOrder,
  tableOrder,
} from "./table-order";
import { TableRow } from "./table-row";

/** The same services as the matrix, as a plain table: one line each, nothing folded, nothing drawn. */
export function ServiceTable({
  rows,
  snapshot,
  view,
  setView,
  onButton,
}: {
  rows: readonly ServiceRow[];
  snapshot: Snapshot;
  view: ViewState;
  setView: SetViewState;
  onButton: (row: ServiceRow, button: RowButton) => void;
}) {
  const { w, language } = useWords();
  const timeZone = useTimeZone();
  const scroller = useRef<HTMLElement>(null);
  const reading = useReading(snapshot);
  const order = useMemo(() => parseTableOrder(view.by), [view.by]);
  const sorted = useMemo(
    () => rows.toSorted(order ? tableOrder(order) : rowOrder(view.sort)),
    [rows, order, view.sort],
  );
  const page = pageOf(view.page, sorted.length);
  const shown = sorted.slice(page.from, page.to);
  const isPreviewed = useMemo(() => previewed(view.preview), [view.preview]);

  const { preview } = view;
  const onPreview = useCallback(
    (row: ServiceRow) =>
      setView({ preview: togglePreview(preview, [rowKey(row)]) }),
    [preview, setView],
  );
  const onSort = (column: TableColumn) => {
    setView({ by: formatTableOrder(pressedOrder(order, column)), page: null });
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <div className="relative flex min-h-0 flex-col gap-2">
      <section
        ref={scroller}
        id="matrix"
        aria-label={w.table.region}
        className="relative min-h-0 overflow-auto overscroll-contain scroll-pt-18 scroll-pl-48 rounded-lg border border-rule bg-panel"
      >
        <table className="w-full border-separate border-spacing-0 text-xs">
          <caption className="sr-only">
            {w.table.caption(
              formatCount(sorted.length, language),
              formatWindow(snapshot.window, language),
            )}
          </caption>
          <TableHead order={order} onSort={onSort} />
          <tbody>
            {shown.map((row) => (
              <TableRow
                key={rowKey(row)}
                row={row}
                window={snapshot.window}
                asOf={reading}
                timeZone={timeZone}
                previewed={isPreviewed(row)}
                onPreview={onPreview}
                onButton={onButton}
              />
            ))}
          </tbody>
        </table>
      </section>
      <Pager page={page} total={sorted.length} setView={setView} />
      {/* Above the column of buttons, whose head is empty; a narrow table has no such place in view. */}
      <div className="max-md:self-end md:absolute md:top-1.5 md:right-4 md:z-30">
        <CopyCsvButton rows={sorted} />
      </div>
    </div>
  );
}
