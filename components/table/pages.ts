/** Which part of a long list is shown. Pure. */

/** So many lines are drawn at once; a table of ten thousand would hold up the browser for seconds. */
export const PAGE_ROWS = 200;

export interface Page {
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** The first line of the page, and the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** The page that was asked for, or the last one where the list has become shorter. */
export function pageOf(asked: number, rows: number): Page {
  const count = Math.max(1, Math.ceil(rows / PAGE_ROWS));
  const index = Math.min(Math.max(0, asked), count - 1);
  const from = index * PAGE_ROWS;
  return { index, count, from, to: Math.min(rows, from + PAGE_ROWS) };
}
