"use client";
import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
} from "@tanstack/react-virtual";
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { useWords } from "@/components/layout/preferences";
import { usePrinting } from "@/components/layout/use-printing";
import { CellHint, type Pointed } from "./cell-hint";
import {
  CELL_PX,
  columnCount,
  HEAD_PX,
  LEAD_COLUMNS,
  LEAD_PX,
  LEAD_TOTAL_PX,
  LINE_PX,
  lineMinWidth,
  TAIL_PX,
} from "./geometry";
import { GroupLine } from "./group-line";
import { MatrixHead } from "./matrix-head";
import type { Group, Line } from "./row-groups";
import type { Selection } from "./selection";
import { type LineSetting, ServiceLine } from "./service-line";
import { cellOf, useGridFocus } from "./use-grid-focus";

const OVERSCAN = 6;
const PAGE_LINES = 10;

/** Services by callers. Only what is in view is in the document, whatever the size of the mesh. */
export function MatrixGrid({
  lines,
  setting: shared,
  onToggle,
  onSelect,
  onHold,
}: {
  lines: readonly Line[];
  setting: Omit<LineSetting, "inView">;
  onToggle: (group: Group) => void;
  onSelect: (selection: Selection) => void;
  /** The pointer is over the lines, or has left them. */
  onHold: (held: boolean) => void;
}) {
  const { w } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { clients } = shared;
  const columns = columnCount(clients.length);

  const rowsInView = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: OVERSCAN,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: (range) => withIndex(range, printing, activeLine()),
  });
  const clientsInView = useVirtualizer({
    horizontal: true,
    count: clients.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CELL_PX,
    overscan: OVERSCAN,
    scrollMargin: LEAD_TOTAL_PX,
    scrollPaddingStart: LEAD_PX[0],
    scrollPaddingEnd: TAIL_PX,
    rangeExtractor: (range) => withIndex(range, printing, activeClient()),
  });

  const { active, onFocus, onKeyDown } = useGridFocus({
    lines,
    columns,
    scroller,
    pageLines: PAGE_LINES,
    reveal: (line, column) => {
      rowsInView.scrollToIndex(line);
      const client = column - LEAD_COLUMNS;
      if (client >= 0 && client < clients.length) {
        clientsInView.scrollToIndex(client);
      } else if (column < LEAD_COLUMNS) {
        scroller.current?.scrollTo({ left: 0 });
      }
    },
  });
  // The tab stop stays in the document when it is scrolled away, so that Tab can come back to it.
  const activeLine = () => lines.findIndex((line) => line.key === active?.line);
  const activeClient = () => (active ? active.column - LEAD_COLUMNS : -1);

  const inViewKey = clientsInView
    .getVirtualItems()
    .map((item) => item.index)
    .join(",");
  const setting = useMemo<LineSetting>(
    () => ({
      ...shared,
      inView: inViewKey === "" ? [] : inViewKey.split(",").map(Number),
    }),
    [shared, inViewKey],
  );

  const select = (target: EventTarget | null) => {
    const selection = selectionAt(target, lines, clients);
    if (selection) onSelect(selection);
  };
  const point = (event: { target: EventTarget }) =>
    setPointed(pointedAt(event.target, lines, clients));

  const gridProps = {
    id: "matrix",
    role: "grid",
    "aria-label": w.matrix.label,
    "aria-rowcount": lines.length + 1,
    "aria-colcount": columns,
    "aria-readonly": true,
    className: "block",
    style: { minWidth: lineMinWidth(clients.length) },
    onKeyDown: (event: KeyboardEvent) => {
      onKeyDown(event);
      const onCell = !(event.target instanceof HTMLButtonElement);
      if (event.key === "Enter" && onCell) select(event.target);
      if (event.key === "Escape") setPointed(null);
    },
    onFocus: (event: FocusEvent) => {
      onFocus(event);
      if (event.target.matches(":focus-visible")) point(event);
    },
    onBlur: () => setPointed(null),
    onClick: (event: MouseEvent) => {
      if (!buttonAt(event.target)) select(event.target);
    },
    onPointerOver: point,
    onPointerEnter: () => onHold(true),
    onPointerLeave: () => {
      onHold(false);
      setPointed(null);
    },
  };

  return (
    <div
      ref={scroller}
      className="print-flow relative min-h-0 overflow-auto overscroll-contain rounded-lg border border-rule bg-panel"
    >
      <table {...gridProps}>
        <MatrixHead
          clients={clients}
          inView={setting.inView}
          highlighted={pointed?.client}
        />
        <tbody
          className="relative block print:h-auto!"
          style={{ height: rowsInView.getTotalSize() }}
        >
          {rowsInView.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            const place = {
              rowIndex: item.index + 2,
              top: item.start - HEAD_PX,
            };
            const isActive = active?.line === line.key;
            return line.kind === "group" ? (
              <GroupLine
                key={line.key}
                group={line.group}
                columns={columns}
                active={isActive}
                onToggle={onToggle}
                {...place}
              />
            ) : (
              <ServiceLine
                key={line.key}
                row={line.row}
                setting={setting}
                activeColumn={isActive && active ? active.column : null}
                {...place}
              />
            );
          })}
        </tbody>
      </table>
      <CellHint pointed={pointed} asOf={shared.asOf} />
    </div>
  );
}

/** The indexes to draw: everything on paper, else what is in view and the tab stop. */
function withIndex(range: Range, all: boolean, extra: number): number[] {
  if (all) return Array.from({ length: range.count }, (_, index) => index);
  const indexes = defaultRangeExtractor(range);
  if (extra < 0 || extra >= range.count || indexes.includes(extra)) {
    return indexes;
  }
  return [...indexes, extra].sort((a, b) => a - b);
}

function selectionAt(
  target: EventTarget | null,
  lines: readonly Line[],
  clients: readonly (string | null)[],
): Selection | null {
  const cell = cellOf(target);
  const line = lines.find((candidate) => candidate.key === cell?.line);
  if (!cell || line?.kind !== "service") return null;
  const { namespace, name } = line.row;
  return { namespace, name, client: clients[cell.column - LEAD_COLUMNS] };
}

function pointedAt(
  target: EventTarget,
  lines: readonly Line[],
  clients: readonly (string | null)[],
): Pointed | null {
  const cell = cellOf(target);
  const client = cell ? clients[cell.column - LEAD_COLUMNS] : undefined;
  const line = lines.find((candidate) => candidate.key === cell?.line);
  const element =
    target instanceof Element ? target.closest("[data-line]") : null;
  return client === undefined || line?.kind !== "service" || !element
    ? null
    : { element, row: line.row, client };
}

/** The button an event came from: it acts for itself, and the cell around it keeps still. */
function buttonAt(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest("button") : null;
}
