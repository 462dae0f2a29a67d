"use client";
import clsx from "clsx";
import { memo, type ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
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
import { AT_END, AT_START, MOVED } from "./shift";

/** The heads of the columns; they stay while the lines scroll. */
export const MatrixHead = memo(function MatrixHead({
  clients,
  inView,
  highlighted,
}: {
  clients: readonly (string | null)[];
  /** Blocks of clients. */
  inView: readonly number[];
  /** The client under the pointer; undefined = none. */
  highlighted: string | null | undefined;
}) {
  const { w } = useWords();
  const { columns } = w.matrix;
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
          {columns.service}
        </Head>
        <Head column={1}>{columns.policy}</Head>
        <Head column={2} className="justify-end">
          {columns.share}
        </Head>
        <Head column={3} className="pl-4">
          {columns.plaintext}
        </Head>
        {inView.flatMap((block) =>
          clientsOfBlock(block, clients.length).map((index) => {
            const client = clients[index];
            return client === undefined ? null : (
              <ClientHead
                key={index}
                client={client}
                index={index}
                highlighted={highlighted === client}
              />
            );
          }),
        )}
        <Head
          column={last}
          stands={wide ? AT_END : null}
          className="col-start-6 pl-3"
        >
          {columns.verdict}
        </Head>
        <Head
          column={last + 1}
          stands={wide ? AT_END : null}
          className="col-start-7"
        >
          <span className="sr-only">{columns.action}</span>
        </Head>
      </tr>
    </thead>
  );
});

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
