/** Which lines and blocks of callers are in view, and how far to scroll for one that is not. Pure. */
import {
  BLOCK_COLUMNS,
  blockCount,
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

/** Half-open ranges of indexes. */
export interface InView {
  readonly firstLine: number;
  readonly endLine: number;
  readonly firstBlock: number;
  readonly endBlock: number;
}

/** Lines come in steps, so that most frames of a scroll change nothing at all. */
const STEP_LINES = 2;
/** Drawn beyond the edge, because the browser scrolls before the page can answer. */
const SPARE_LINES = 4;
/** The browser scrolls sideways before the page can answer, too. */
const SPARE_BLOCKS = 1;

export function inView(view: Viewport, clients: number): InView {
  const top = Math.floor(view.top / LINE_PX / STEP_LINES) * STEP_LINES;
  const room = view.height - HEAD_PX;
  const lines = Math.ceil(room / LINE_PX / STEP_LINES) * STEP_LINES;
  const blockPx = BLOCK_COLUMNS * CELL_PX;
  const tail = isWide(clients) ? TAIL_PX : 0;
  const left = view.left + LEAD_PX[0] - clientLeft(0);
  const right = view.left + view.width - tail - clientLeft(0);
  return {
    firstLine: Math.max(0, top - SPARE_LINES),
    endLine: top + lines + SPARE_LINES,
    firstBlock: Math.max(0, Math.floor(left / blockPx)),
    endBlock: Math.max(0, Math.ceil(right / blockPx) + SPARE_BLOCKS),
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

export function drawnBlocks(
  { firstBlock, endBlock }: InView,
  clients: number,
  extra: number,
): number[] {
  return drawn(firstBlock, endBlock, blockCount(clients), extra);
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
