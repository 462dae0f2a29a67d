"use client";
import clsx from "clsx";
import { memo, type ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import type { Columns } from "./columns";
import {
  CELL_PX,
  clientLeft,
  clientsOfBlock,
  HEAD_PX,
  isWide,
  LEAD_COLUMNS,
  lineMinWidth,
  lineTemplate,
} from "./geometry";
import { useBlocks } from "./late-blocks";
import { AT_END, AT_START, MOVED } from "./shift";

/** Blocks of heads begin where the columns begin. */
const HEAD_PHASE = 0;

/** The heads of the columns; they stay while the lines scroll. */
export const MatrixHead = memo(function MatrixHead({
  clients,
  columns,
  tabStop,
  highlighted,
}: {
  clients: readonly (string | null)[];
  /** Those of them that are in view. */
  columns: Columns;
  /** The client whose column the grid's tab stop is in; its head is there wherever it is. Negative = in another column. */
  tabStop: number;
  /** The client under the pointer; undefined = none. */
  highlighted: string | null | undefined;
}) {
  const { w } = useWords();
  const words = w.matrix.columns;
  const seen = useBlocks(columns, HEAD_PHASE);
  const last = LEAD_COLUMNS + clients.length;
  const wide = isWide(clients.length);
  return (
    <thead className="sticky top-0 z-20 block print:static">
      <tr
        aria-rowindex={1}
        className={clsx(MOVED, "relative grid border-rule border-b bg-panel")}
        style={{
          height: HEAD_PX,
          minWidth: lineMinWidth(clients.length),
          gridTemplateColumns: lineTemplate(clients.length),
        }}
      >
        <Head column={0} stands={AT_START} className="pl-4">
          {words.service}
        </Head>
        <Head column={1}>{words.policy}</Head>
        <Head column={2} className="justify-end">
          {words.share}
        </Head>
        <Head column={3} className="pl-4">
          {words.plaintext}
        </Head>
        {withClient(seen, tabStop, clients.length).map((index) => {
          const client = clients[index];
          return client === undefined ? null : (
            <ClientHead
              key={index}
              client={client}
              index={index}
              highlighted={highlighted === client}
            />
          );
        })}
        <Head
          column={last}
          stands={wide ? AT_END : null}
          className="col-start-6 pl-3"
        >
          {words.verdict}
        </Head>
        <Head
          column={last + 1}
          stands={wide ? AT_END : null}
          className="col-start-7"
        >
          <span className="sr-only">{words.action}</span>
        </Head>
      </tr>
    </thead>
  );
});

/** The columns of these blocks and that of one client, in their order. */
function withClient(
  blocks: readonly number[],
  client: number,
  clients: number,
): number[] {
  const seen = blocks.flatMap((block) =>
    clientsOfBlock(block, HEAD_PHASE, clients),
  );
  if (client < 0 || client >= clients || seen.includes(client)) return seen;
  return [...seen, client].sort((a, b) => a - b);
}

function Head({
  column,
  stands = null,
  className,
  children,
}: {
  column: number;
  /** The class of the edge it stays at. */
  stands?: string | null;
  className?: string;
  children: ReactNode;
}) {
  return (
    <th
      scope="col"
      aria-colindex={column + 1}
      className={clsx(
        "flex items-end pb-2.5 font-normal text-muted text-xs",
        stands && [stands, "relative z-10 bg-panel"],
        className,
      )}
    >
      {children}
    </th>
  );
}

const ClientHead = memo(function ClientHead({
  client,
  index,
  highlighted,
}: {
  client: string | null;
  index: number;
  highlighted: boolean;
}) {
  const { w } = useWords();
  const name = client ?? w.interface.noIdentity;
  return (
    <th
      scope="col"
      aria-colindex={LEAD_COLUMNS + index + 1}
      title={client === null ? w.matrix.columns.noIdentityHint : name}
      className="absolute bottom-0 font-normal"
      style={{ left: clientLeft(index), width: CELL_PX }}
    >
      <span
        className={clsx(
          "absolute bottom-2 left-1/2 max-w-28 origin-bottom-left -rotate-52 truncate whitespace-nowrap font-mono text-2xs",
          client === null && "font-semibold text-plain-ink",
          client !== null && (highlighted ? "text-ink" : "text-muted"),
        )}
      >
        {name}
      </span>
    </th>
  );
});
