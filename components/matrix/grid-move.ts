/** Where a key leads inside the grid, after the W3C's grid pattern. Pure. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Extent {
  readonly lines: number;
  readonly columns: number;
  /** Lines per PageUp or PageDown. */
  readonly page: number;
}

/** @returns null where the key does not move in a grid; the same place at an edge. */
export function moveBy(
  key: string,
  ctrl: boolean,
  from: Position,
  extent: Extent,
): Position | null {
  const lastColumn = extent.columns - 1;
  const lastLine = extent.lines - 1;
  const to = (line: number, column: number): Position => ({
    line: Math.min(Math.max(line, 0), lastLine),
    column: Math.min(Math.max(column, 0), lastColumn),
  });
  switch (key) {
    case "ArrowUp":
      return to(from.line - 1, from.column);
    case "ArrowDown":
      return to(from.line + 1, from.column);
    case "ArrowLeft":
      return to(from.line, from.column - 1);
    case "ArrowRight":
      return to(from.line, from.column + 1);
    case "PageUp":
      return to(from.line - extent.page, from.column);
    case "PageDown":
      return to(from.line + extent.page, from.column);
    case "Home":
      return to(ctrl ? 0 : from.line, 0);
    case "End":
      return to(ctrl ? lastLine : from.line, lastColumn);
    default:
      return null;
  }
}
