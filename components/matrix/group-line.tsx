"use client";
import { ChevronRight } from "lucide-react";
import { memo } from "react";
import { useWords } from "@/components/layout/preferences";
import { rollUp } from "@/lib/mesh/readiness/roll-up";
import { formatCount } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import { formatShare } from "@/lib/words/share";
import type { Words } from "@/lib/words/words";
import { LINE_PX } from "./geometry";
import { placeProps } from "./matrix-cell";
import type { Group } from "./row-groups";
import { sumCounts, totalOf } from "./traffic-figures";

/** A namespace: its name, how far it is, and the way to fold it away. */
export const GroupLine = memo(function GroupLine({
  group,
  rowIndex,
  top,
  columns,
  active,
  onToggle,
}: {
  group: Group;
  rowIndex: number;
  top: number;
  columns: number;
  active: boolean;
  onToggle: (group: Group) => void;
}) {
  const { w, language } = useWords();
  const { namespace, open } = group;
  return (
    <tr
      aria-rowindex={rowIndex}
      className="absolute inset-x-0 block break-inside-avoid break-after-avoid border-rule print:relative print:top-0! border-b bg-sunken"
      style={{ top, height: LINE_PX }}
    >
      <td
        aria-colindex={1}
        colSpan={columns}
        className="sticky left-0 block h-full w-fit"
      >
        <button
          type="button"
          {...placeProps({ line: namespace, column: 0, active })}
          aria-expanded={open}
          aria-label={`${open ? w.matrix.group.fold(namespace) : w.matrix.group.unfold(namespace)}: ${groupSummary(group, w, language)}`}
          onClick={() => onToggle(group)}
          className="flex h-full items-center gap-2 rounded-sm pr-3 pl-3.5 focus-visible:-outline-offset-2"
        >
          <ChevronRight
            size={14}
            className={`text-muted transition-transform ${open ? "rotate-90" : ""}`}
            aria-hidden
          />
          <span className="font-semibold">{namespace}</span>
          <span className="text-muted text-xs">
            {groupSummary(group, w, language)}
          </span>
        </button>
      </td>
    </tr>
  );
});

/** e.g. "6 services · 5 locked · 99.98 % · 91.4 % of connections" */
export function groupSummary(
  group: Group,
  w: Words,
  language: Language,
): string {
  const { rows, locked } = group;
  const words = w.matrix.group;
  const requests = sumCounts(rows.map((row) => row.requests));
  const connections = sumCounts(rows.map((row) => row.connections));
  const reporting = sum(rows.map((row) => row.coverage.reportingPods));
  const proxied = sum(rows.map((row) => row.coverage.proxiedPods));
  const parts = [words.services(formatCount(rows.length, language))];
  if (locked === rows.length) parts.push(words.allLocked);
  else if (locked > 0) parts.push(words.locked(formatCount(locked, language)));
  parts.push(...leftToDo(rows, w, language));
  if (totalOf(requests) > 0) {
    parts.push(formatShare(requests.mutualTls, totalOf(requests)));
  }
  if (totalOf(connections) > 0) {
    parts.push(
      words.connections(
        formatShare(connections.mutualTls, totalOf(connections)),
      ),
    );
  }
  if (reporting < proxied) {
    parts.push(
      words.partial(
        formatCount(reporting, language),
        formatCount(proxied, language),
      ),
    );
  }
  return parts.join(" · ");
}

/** What is left of a namespace, e.g. "2 ready · 3 blocked". */
function leftToDo(rows: Group["rows"], w: Words, language: Language): string[] {
  const { counts } = rollUp(rows.map(({ verdict }) => verdict));
  const words = w.matrix.group;
  const ready = counts.READY + counts.READY_WITH_WARNINGS;
  return [
    ...(ready > 0 ? [words.ready(formatCount(ready, language))] : []),
    ...(counts.BLOCKED > 0
      ? [words.blocked(formatCount(counts.BLOCKED, language))]
      : []),
    ...(counts.UNKNOWN > 0
      ? [words.unknown(formatCount(counts.UNKNOWN, language))]
      : []),
  ];
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
