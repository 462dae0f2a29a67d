"use client";
import clsx from "clsx";
import { Eye } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { useWords } from "@/components/layout/preferences";
import { PolicyChip } from "@/components/matrix/policy-chip";
import { RowActionButton } from "@/components/matrix/row-action";
import { type RowButton, rowButton } from "@/components/matrix/row-button";
import { VerdictLine } from "@/components/matrix/verdict-line";
import { servicePath } from "@/components/service/service-path";
import type { Counts, ServiceRow, Window } from "@/lib/api/contract";
import { formatCount, formatMoment } from "@/lib/words/figures";
import { formatLatest, formatSeen, type Reading } from "@/lib/words/seen";
import { knownCount } from "./table-csv";
import { callerCount } from "./table-order";

const CELL = "border-rule border-b h-9 px-1.5 py-1 align-middle";

/** One service. Figures that are not known are a question mark, never zero (semantics D4). */
export const TableRow = memo(function TableRow({
  row,
  window,
  asOf,
  timeZone,
  previewed,
  onPreview,
  onButton,
}: {
  row: ServiceRow;
  window: Window;
  asOf: Reading | null;
  timeZone: string;
  previewed: boolean;
  onPreview: (row: ServiceRow) => void;
  onButton: (row: ServiceRow, button: RowButton) => void;
}) {
  const { w, language } = useWords();
  const { namespace, name, lastPlaintextAt: last } = row;
  const button = rowButton(row);
  return (
    <tr className="bg-panel hover:bg-hover">
      <th
        scope="row"
        className={clsx(
          CELL,
          "sticky left-0 z-10 max-w-48 truncate bg-inherit text-left font-mono font-normal",
        )}
      >
        <Link
          href={servicePath(row, window)}
          prefetch={false}
          title={name}
          className="rounded-sm underline-offset-2 hover:underline"
        >
          {name}
        </Link>
      </th>
      <td className={clsx(CELL, "max-w-40 truncate font-mono")}>{namespace}</td>
      <td className={CELL}>
        <PolicyChip mode={row.mode} label={w.mode[row.mode].label} />
      </td>
      <CountCells row={row} counts={row.requests} />
      <CountCells row={row} counts={row.connections} />
      <td className={clsx(CELL, "whitespace-nowrap border-l text-muted")}>
        {last === null ? (
          knownCount(row, 0) === null ? (
            <Unknown />
          ) : (
            w.interface.none
          )
        ) : (
          <time
            dateTime={last}
            title={formatLatest(last, asOf, language, timeZone)}
          >
            {asOf === null
              ? formatMoment(last, language, timeZone)
              : formatSeen(last, asOf, language)}
          </time>
        )}
      </td>
      <CountCell row={row} count={callerCount(row)} />
      <td className={clsx(CELL, "min-w-60")}>
        <VerdictLine row={row} />
        {row.verdict.more > 0 ? (
          <span
            className="ml-1.5 inline-block rounded border border-rule px-1 text-2xs text-muted"
            title={w.table.more(formatCount(row.verdict.more, language))}
          >
            <span aria-hidden>+{formatCount(row.verdict.more, language)}</span>
            <span className="sr-only">
              {" · "}
              {w.table.more(formatCount(row.verdict.more, language))}
            </span>
          </span>
        ) : null}
        {previewed ? <Refused row={row} /> : null}
      </td>
      <td className={clsx(CELL, "right-0 bg-inherit md:sticky")}>
        <div className="flex items-center justify-end gap-1">
          <PreviewToggle
            label={w.filter.preview.chosen(`${namespace}/${name}`)}
            pressed={previewed}
            onPress={() => onPreview(row)}
          />
          {button ? (
            <RowActionButton
              row={row}
              button={button}
              className="no-print"
              onClick={() => onButton(row, button)}
            />
          ) : null}
        </div>
      </td>
    </tr>
  );
});

function CountCells({ row, counts }: { row: ServiceRow; counts: Counts }) {
  return (
    <>
      <CountCell row={row} count={counts.mutualTls} first />
      <CountCell row={row} count={counts.plaintext} plaintext />
      <CountCell row={row} count={counts.noStatement} />
    </>
  );
}

function CountCell({
  row,
  count,
  first = false,
  plaintext = false,
}: {
  row: ServiceRow;
  count: number;
  first?: boolean;
  plaintext?: boolean;
}) {
  const { language } = useWords();
  const known = knownCount(row, count);
  return (
    <td
      className={clsx(
        CELL,
        "text-right whitespace-nowrap",
        first && "border-l",
        known === 0 && "text-muted",
        plaintext && count > 0 && "font-semibold text-plain-ink",
      )}
    >
      {known === null ? <Unknown /> : formatCount(known, language)}
    </td>
  );
}

function Unknown() {
  const { w } = useWords();
  return (
    <>
      <span aria-hidden className="text-muted">
        ?
      </span>
      <span className="sr-only">{w.table.unknown}</span>
    </>
  );
}

/** Whom STRICT would turn away, counted by namespace as the matrix shows them. */
function Refused({ row }: { row: ServiceRow }) {
  const { w, language } = useWords();
  const refused = row.cells.filter((cell) => cell.refusedWhenStrict).length;
  if (refused === 0) return null;
  return (
    <p className="font-medium text-refused">
      {w.table.refused(formatCount(refused, language))}
    </p>
  );
}

function PreviewToggle({
  label,
  pressed,
  onPress,
}: {
  label: string;
  pressed: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onPress}
      className="no-print grid size-7 shrink-0 place-items-center rounded-md border border-transparent text-muted hover:border-edge hover:text-ink aria-pressed:border-refused aria-pressed:text-refused"
    >
      <Eye size={14} aria-hidden />
    </button>
  );
}
