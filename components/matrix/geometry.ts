/**
 * Sizes of the grid in CSS pixels. Fixed, because rows and columns outside the window are not drawn
 * and their place has to be known all the same.
 */
export const LINE_PX = 34;
export const HEAD_PX = 96;
export const CELL_PX = 33;

/** Columns before the callers: service, policy, share, plaintext. */
export const LEAD_PX = [196, 134, 78, 178] as const;
export const LEAD_COLUMNS = LEAD_PX.length;
/** Columns after the callers: verdict, action. */
export const TAIL_COLUMNS = 2;
/** The widest button; used where the last columns have to stand still. */
export const ACTION_PX = 128;
/** A cell without a button has room for the focus all the same. */
const ACTION_MIN_PX = 44;
const VERDICT_MIN_PX = 260;
/** From here on the callers scroll sideways on any screen, and the last columns stay in view. */
const WIDE_CLIENTS = 24;
export const TAIL_PX = VERDICT_MIN_PX + ACTION_PX;

export const LEAD_TOTAL_PX = LEAD_PX.reduce<number>((sum, px) => sum + px, 0);

export function columnCount(clients: number): number {
  return LEAD_COLUMNS + clients + TAIL_COLUMNS;
}

/**
 * `grid-template-columns` of a line: the four lead columns, the callers as one track (they are placed
 * inside it by hand, because most are outside the window), verdict, action.
 */
export function lineTemplate(clients: number): string {
  const lead = LEAD_PX.map((px) => `${px}px`).join(" ");
  const action = isWide(clients)
    ? `${ACTION_PX}px`
    : `minmax(${ACTION_MIN_PX}px, auto)`;
  return `${lead} ${clients * CELL_PX}px minmax(${VERDICT_MIN_PX}px, 1fr) ${action}`;
}

export function isWide(clients: number): boolean {
  return clients >= WIDE_CLIENTS;
}

/** Where a caller's column begins. */
export function clientLeft(index: number): number {
  return LEAD_TOTAL_PX + index * CELL_PX;
}

export function lineMinWidth(clients: number): number {
  return LEAD_TOTAL_PX + clients * CELL_PX + TAIL_PX;
}

/**
 * Callers are drawn in blocks, so that scrolling sideways adds whole blocks and leaves those that
 * stay alone.
 */
export const BLOCK_COLUMNS = 6;

/**
 * How many columns earlier than those of the head the blocks of a line begin. Lines differ in it, because where
 * all of them began a block in the same frame, that frame would be late.
 */
export function phaseOf(line: string): number {
  let sum = 0;
  for (let at = 0; at < line.length; at += 1) sum += line.charCodeAt(at);
  return sum % BLOCK_COLUMNS;
}

/** The block a client is in. */
export function blockOf(client: number, phase: number): number {
  return Math.floor((client + phase) / BLOCK_COLUMNS);
}

/** Indexes of the clients in a block. */
export function clientsOfBlock(
  block: number,
  phase: number,
  clients: number,
): number[] {
  const first = Math.max(0, block * BLOCK_COLUMNS - phase);
  const end = Math.min(clients, (block + 1) * BLOCK_COLUMNS - phase);
  const count = Math.max(0, end - first);
  return Array.from({ length: count }, (_, index) => first + index);
}

/** What every line shares, for the whole grid at once: a style of its own for each line is searched for at length. */
export function lineVariables(clients: number): Record<`--${string}`, string> {
  return {
    "--line-height": `${LINE_PX}px`,
    "--line-width": `${lineMinWidth(clients)}px`,
    "--line-columns": lineTemplate(clients),
  };
}
