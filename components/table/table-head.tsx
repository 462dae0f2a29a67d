"use client";
import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { TableColumn } from "@/lib/words/en/table";
import type { TableOrder } from "./table-order";

/** Two lines: what is counted, and the columns, each a button that sorts by it. */
export function TableHead({
  order,
  onSort,
}: {
  order: TableOrder | null;
  onSort: (column: TableColumn) => void;
}) {
  const { w } = useWords();
  const head = (column: TableColumn, span: 1 | 2, figure = false) => (
    <SortHead
      key={column}
      column={column}
      span={span}
      figure={figure}
      order={order}
      onSort={onSort}
    />
  );
  return (
    <thead className="sticky top-0 z-20 bg-sunken">
      <tr>
        {head("service", 2)}
        {head("namespace", 2)}
        {head("policy", 2)}
        <GroupHead>{w.table.groups.requests}</GroupHead>
        <GroupHead>{w.table.groups.connections}</GroupHead>
        {head("lastPlaintext", 2)}
        {head("callers", 2, true)}
        {head("verdict", 2)}
        <th
          scope="col"
          rowSpan={2}
          className="right-0 border-rule border-b bg-sunken md:sticky"
        >
          <span className="sr-only">{w.matrix.columns.action}</span>
        </th>
      </tr>
      <tr>
        {head("requestsMutualTls", 1, true)}
        {head("requestsPlaintext", 1, true)}
        {head("requestsNoStatement", 1, true)}
        {head("connectionsMutualTls", 1, true)}
        {head("connectionsPlaintext", 1, true)}
        {head("connectionsNoStatement", 1, true)}
      </tr>
    </thead>
  );
}

function GroupHead({ children }: { children: string }) {
  return (
    <th
      scope="colgroup"
      colSpan={3}
      className="border-rule border-l px-1.5 pt-2 text-left font-semibold"
    >
      {children}
    </th>
  );
}

function SortHead({
  column,
  span,
  figure,
  order,
  onSort,
}: {
  column: TableColumn;
  span: 1 | 2;
  figure: boolean;
  order: TableOrder | null;
  onSort: (column: TableColumn) => void;
}) {
  const { w } = useWords();
  const sorted = order?.column === column;
  const down = sorted && order.descending;
  const Arrow = down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      rowSpan={span}
      {...(sorted ? { "aria-sort": down ? "descending" : "ascending" } : {})}
      className={clsx(
        "border-rule border-b px-0.5 py-1 align-bottom font-medium",
        column === "service" && "sticky left-0 z-10 bg-sunken",
        column.endsWith("MutualTls") && "border-l",
      )}
    >
      <button
        type="button"
        onClick={() => onSort(column)}
        className={clsx(
          "flex min-h-6 w-full items-center gap-1 rounded px-1 leading-4 break-keep hover:text-ink focus-visible:-outline-offset-2",
          figure ? "flex-row-reverse text-right" : "text-left",
          sorted ? "text-ink" : "text-muted",
        )}
      >
        {w.table.columns[column]}
        <Arrow
          size={12}
          aria-hidden
          className={clsx("shrink-0", !sorted && "invisible")}
        />
      </button>
    </th>
  );
}
