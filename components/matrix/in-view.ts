/** Which lines and blocks of callers are in view, and how far to scroll for one that is not. Pure. */
import {
  BLOCK_COLUMNS,
  CELL_PX,
  clientLeft,
  HEAD_PX,
  isWide,
  LEAD_COLUMNS,
  LEAD_PX,
  LINE_PX,
  TAIL_PX,
} from "./geometry";

/** What of a scrolled box can be seen, in CSS pixels. */
export interface Viewport {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** A half-open range of indexes. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** Lines come in steps, so that most frames of a scroll change nothing at all. */
const STEP_LINES = 2;
/** Drawn beyond the edge, because the browser scrolls before the page can answer. */
const SPARE_LINES = 4;
/** The browser scrolls sideways before the page can answer, too. */
const SPARE_CLIENTS = BLOCK_COLUMNS;

/** Lines that can be seen, and a few beyond; there may be fewer lines than that. */
export function linesInView({ top, height }: Viewport): Range {
  const first = Math.floor(top / LINE_PX / STEP_LINES) * STEP_LINES;
  const room = height - HEAD_PX;
  const count = Math.ceil(room / LINE_PX / STEP_LINES) * STEP_LINES;
  return {
    first: Math.max(0, first - SPARE_LINES),
    end: first + count + SPARE_LINES,
  };
}

/** Columns of clients that can be seen between those that stay, and a few beyond. */
export function clientsInView(view: Viewport, clients: number): Range {
  const tail = isWide(clients) ? TAIL_PX : 0;
  const start = view.left + LEAD_PX[0] - clientLeft(0);
  const end = view.left + view.width - tail - clientLeft(0);
  const last = Math.ceil(end / CELL_PX) + SPARE_CLIENTS;
  return {
    first: Math.max(0, Math.min(clients, Math.floor(start / CELL_PX))),
    end: Math.max(0, Math.min(clients, last)),
  };
}

/**
 * The indexes to draw: what is in view and `extra`, which is the place of the grid's tab stop and
 * stays in the document wherever it is.
 */
export function drawn(
  first: number,
  end: number,
  count: number,
  extra: number,
): number[] {
  const from = Math.min(first, count);
  const to = Math.min(end, count);
  const indexes = Array.from({ length: to - from }, (_, index) => from + index);
  if (extra < 0 || extra >= count) return indexes;
  if (extra < from) return [extra, ...indexes];
  return extra >= to ? [...indexes, extra] : indexes;
}

/** Where to scroll so that a cell stands clear of the heads and of the columns that stay. */
export function revealed(
  view: Viewport,
  line: number,
  column: number,
  clients: number,
): { top: number; left: number } {
  const lineTop = line * LINE_PX;
  const roomForLines = view.height - HEAD_PX;
  return {
    top: within(view.top, lineTop, lineTop + LINE_PX, roomForLines),
    left: revealedLeft(view, column, clients),
  };
}

function revealedLeft(view: Viewport, column: number, clients: number): number {
  const client = column - LEAD_COLUMNS;
  if (client < 0) return column === 0 ? view.left : 0;
  if (client >= clients) {
    return isWide(clients) ? view.left : Number.MAX_SAFE_INTEGER;
  }
  const left = clientLeft(client) - LEAD_PX[0];
  const tail = isWide(clients) ? TAIL_PX : 0;
  return within(
    view.left,
    left,
    left + CELL_PX,
    view.width - LEAD_PX[0] - tail,
  );
}

/** The least scroll at which [start, end) lies within the room. */
function within(
  scrolled: number,
  start: number,
  end: number,
  room: number,
): number {
  if (start < scrolled) return start;
  return end > scrolled + room ? end - room : scrolled;
}
