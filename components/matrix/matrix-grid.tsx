"use client";
import clsx from "clsx";
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { useWords } from "@/components/layout/preferences";
import { CrossHair } from "./cross-hair";
import { FoldButtons } from "./fold-buttons";
import {
  columnCount,
  HEAD_PX,
  isWide,
  LEAD_COLUMNS,
  LEAD_PX,
  LINE_PX,
  lineMinWidth,
  lineVariables,
  TAIL_PX,
} from "./geometry";
import { actOf } from "./grid-keys";
import { drawn } from "./in-view";
import { LineHint, type PointedCell } from "./line-hint";
import type { LineSetting, SharedSetting } from "./line-setting";
import type { Line } from "./lines";
import { MatrixHead } from "./matrix-head";
import { MatrixLine } from "./matrix-line";
import type { FoldBase } from "./row-groups";
import type { Selection } from "./selection";
import { MOVED } from "./shift";
import type { ChosenRows } from "./use-chosen-rows";
import { cellOf, useGridFocus } from "./use-grid-focus";
import { useHold } from "./use-hold";
import { useInView } from "./use-in-view";
import { useShift } from "./use-shift";

/**
 * Namespaces, services, their callers; and who calls them. A treegrid and not a grid, because only in
 * a treegrid may rows have a level and be open or folded. Its cells take the focus, never its rows.
 * Only what is in view is in the document, whatever the size of the mesh.
 */
export function MatrixGrid({
  lines,
  setting: shared,
  chosen,
  foldBase,
  onFold,
  onToggle,
  onSelect,
  onHold,
}: {
  lines: readonly Line[];
  setting: SharedSetting;
  chosen: ChosenRows;
  foldBase: FoldBase;
  onFold: (base: FoldBase) => void;
  /** Opens or folds what is below a line. */
  onToggle: (line: Line) => void;
  onSelect: (selection: Selection) => void;
  /** Somebody is at the lines, with the pointer or the keyboard, or has left them. */
  onHold: (held: boolean) => void;
}) {
  const { w } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const hold = useHold(onHold);
  const [pointed, setPointed] = useState<PointedCell | null>(null);
  const { clients } = shared;
  const columns = columnCount(clients.length);
  const shift = useShift(clients.length);
  const {
    lines: { first, end },
    heads,
    cells,
    calm,
  } = useInView(scroller, clients.length, shift);
  const indexOf = useMemo(
    () => new Map(lines.map((line, index) => [line.key, index])),
    [lines],
  );

  const focus = useGridFocus({
    lines,
    indexOf,
    columns,
    clients: clients.length,
    scroller,
  });
  const { active } = focus;
  const activeLine = (active && indexOf.get(active.line)) ?? -1;
  const activeClient = active ? active.column - LEAD_COLUMNS : -1;
  const setting = useMemo<LineSetting>(
    () => ({ ...shared, cells, calm }),
    [shared, cells, calm],
  );

  const lineAt = (target: EventTarget | null) => {
    const cell = cellOf(target);
    const line = cell ? lines[indexOf.get(cell.line) ?? -1] : undefined;
    return cell && line ? { line, column: cell.column } : null;
  };
  const open = (target: EventTarget | null) => {
    const at = lineAt(target);
    if (!at) return;
    const { line, column } = at;
    if (line.kind === "group" || (line.kind === "service" && column === 0)) {
      onToggle(line);
      return;
    }
    const { namespace, name } = line.row;
    onSelect({ namespace, name, client: clients[column - LEAD_COLUMNS] });
  };
  const choose = (target: EventTarget | null, range: boolean) => {
    const at = lineAt(target);
    if (!at) return;
    if (range) chosen.extendTo(at.line, lines);
    else chosen.toggle(at.line);
  };
  const point = ({ target }: { target: EventTarget }) => {
    const at = lineAt(target);
    const index = (at?.column ?? 0) - LEAD_COLUMNS;
    const client = clients[index];
    const element = target instanceof Element ? target.closest("td") : null;
    setPointed(
      at && client !== undefined && element
        ? { element, line: at.line, index, client }
        : null,
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (focus.onKeyDown(event)) return;
    const act = actOf(event, buttonAt(event.target) !== null);
    if (act === null) return;
    if (act === "leave") {
      if (pointed) setPointed(null);
      else chosen.clear();
      return;
    }
    event.preventDefault();
    if (act === "open") open(event.target);
    else choose(event.target, act === "choose-range");
  };
  const onClick = (event: MouseEvent) => {
    const { target } = event;
    if (buttonAt(target)) return;
    const box = target instanceof Element && target.closest("[data-choose]");
    if (box || event.shiftKey || event.ctrlKey || event.metaKey) {
      choose(target, event.shiftKey);
    } else open(target);
  };

  const gridProps = {
    id: "matrix",
    role: "treegrid",
    "aria-label": w.matrix.label,
    "aria-rowcount": lines.length + 1,
    "aria-colcount": columns,
    "aria-multiselectable": true,
    "aria-readonly": true,
    className: "block",
    onKeyDown,
    onFocus: (event: FocusEvent) => {
      focus.onFocus(event);
      hold.onFocus(event);
      if (event.target.matches(":focus-visible")) point(event);
    },
    onBlur: (event: FocusEvent) => {
      focus.onBlur(event);
      hold.onBlur(event);
      setPointed(null);
    },
    onClick,
    onPointerOver: point,
    onPointerEnter: hold.onPointerEnter,
    onPointerLeave: () => {
      hold.onPointerLeave();
      setPointed(null);
    },
  };

  return (
    <div className="relative flex min-h-0 flex-col">
      <FoldButtons base={foldBase} onFold={onFold} />
      <div
        ref={scroller}
        className="relative min-h-0 overflow-auto [overflow-anchor:none] overscroll-contain rounded-lg border border-rule bg-panel"
        style={{
          scrollPaddingTop: HEAD_PX,
          scrollPaddingLeft: LEAD_PX[0],
          scrollPaddingRight: isWide(clients.length) ? TAIL_PX : 0,
        }}
      >
        <div aria-hidden style={{ width: lineMinWidth(clients.length) }} />
        <div className="sticky left-0" style={lineVariables(clients.length)}>
          <table {...gridProps}>
            <MatrixHead
              clients={clients}
              columns={heads}
              tabStop={activeClient}
              highlighted={pointed?.client}
            />
            <tbody
              className={clsx(
                MOVED,
                "relative block print:h-auto! print:pt-0!",
              )}
              style={{
                height: lines.length * LINE_PX,
                // Lines may have gone since the box was scrolled; then it is scrolled back.
                paddingTop: Math.min(first, lines.length) * LINE_PX,
              }}
            >
              {drawn(first, end, lines.length, activeLine).map((index) => {
                const line = lines[index];
                return line ? (
                  <MatrixLine
                    key={line.key}
                    line={line}
                    index={index}
                    apart={index < first || index >= end}
                    setting={setting}
                    activeColumn={
                      active?.line === line.key ? active.column : null
                    }
                    chosen={chosen.keys}
                  />
                ) : null;
              })}
            </tbody>
          </table>
          <CrossHair client={pointed?.index} lines={lines.length} />
        </div>
        <LineHint pointed={pointed} asOf={shared.asOf} />
      </div>
    </div>
  );
}

/** The button an event came from: it acts for itself, and the cell around it keeps still. */
function buttonAt(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest("button") : null;
}
