"use client";
import { type ReactNode, useDeferredValue, useSyncExternalStore } from "react";
import type { Columns } from "./columns";
import { blockOf, clientsOfBlock, LEAD_COLUMNS, phaseOf } from "./geometry";

/** Some neighbouring columns of one line. */
export interface Block {
  /** Among the blocks of its line. */
  readonly block: number;
  /** Of the line. */
  readonly phase: number;
  /** The column of the grid's tab stop where it is in this block, else null. */
  readonly activeColumn: number | null;
}

const NONE: readonly number[] = [];

/**
 * The callers of a line. A line that comes into view names itself in the frame of the scroll; its
 * cells follow as soon as there is time, and never, if it is gone again by then.
 */
export function LateBlocks({
  line,
  columns,
  clients,
  activeColumn,
  children,
}: {
  line: string;
  /** What is in view. */
  columns: Columns;
  /** How many there are. */
  clients: number;
  /** The column of the grid's tab stop, which must be there to be focused; null where it is in another line. */
  activeColumn: number | null;
  children: (block: Block) => ReactNode;
}) {
  const phase = phaseOf(line);
  const seen = useBlocks(columns, phase);
  const late = useDeferredValue(seen, NONE);
  const active =
    activeColumn === null
      ? null
      : activeBlock(activeColumn - LEAD_COLUMNS, phase, clients);
  return withBlock(activeColumn === null ? late : seen, active).map((block) =>
    children({
      block,
      phase,
      activeColumn: block === active ? activeColumn : null,
    }),
  );
}

/** The blocks in view of a line of that phase. */
export function useBlocks(columns: Columns, phase: number): readonly number[] {
  const read = () => columns.blocks(phase);
  return useSyncExternalStore(columns.follow, read, read);
}

function activeBlock(client: number, phase: number, clients: number) {
  const block = blockOf(client, phase);
  const within = clientsOfBlock(block, phase, clients).includes(client);
  return within ? block : null;
}

/** In the order of the columns, which is the order they are read out in. */
function withBlock(blocks: readonly number[], extra: number | null) {
  return extra === null || blocks.includes(extra)
    ? blocks
    : [...blocks, extra].sort((a, b) => a - b);
}
