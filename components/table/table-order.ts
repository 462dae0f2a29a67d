/** The table's own order: one column, up or down. Pure. */
import { type Compare, rowOrder } from "@/components/matrix/row-order";
import { type ServiceRow, serviceModeSchema } from "@/lib/api/contract";
import { compareText } from "@/lib/mesh/age-order";
import { VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import type { TableColumn } from "@/lib/words/en/table";

export interface TableOrder {
  readonly column: TableColumn;
  readonly descending: boolean;
}

/** In the order of the table, each with the direction that a first press gives: most first, names from A. */
export const TABLE_COLUMNS: Readonly<
  Record<
    TableColumn,
    {
      readonly value: (row: ServiceRow) => string | number;
      readonly most: boolean;
    }
  >
> = {
  service: { value: (row) => row.name, most: false },
  namespace: { value: (row) => row.namespace, most: false },
  policy: {
    value: (row) => serviceModeSchema.options.indexOf(row.mode),
    most: false,
  },
  requestsMutualTls: { value: (row) => row.requests.mutualTls, most: true },
  requestsPlaintext: { value: (row) => row.requests.plaintext, most: true },
  requestsNoStatement: { value: (row) => row.requests.noStatement, most: true },
  connectionsMutualTls: {
    value: (row) => row.connections.mutualTls,
    most: true,
  },
  connectionsPlaintext: {
    value: (row) => row.connections.plaintext,
    most: true,
  },
  connectionsNoStatement: {
    value: (row) => row.connections.noStatement,
    most: true,
  },
  lastPlaintext: {
    value: (row) =>
      row.lastPlaintextAt === null ? 0 : Date.parse(row.lastPlaintextAt),
    most: true,
  },
  callers: { value: callerCount, most: true },
  verdict: {
    value: (row) => VERDICT_STATES.indexOf(row.verdict.state),
    most: false,
  },
};

/** "callers" or "-callers"; null for what is no column. */
export function parseTableOrder(text: string): TableOrder | null {
  const descending = text.startsWith("-");
  const name = descending ? text.slice(1) : text;
  const column = COLUMNS.find((known) => known === name);
  return column ? { column, descending } : null;
}

export function formatTableOrder({ column, descending }: TableOrder): string {
  return descending ? `-${column}` : column;
}

/** What a press on a head asks for: the other way round, or this column in its own direction. */
export function pressedOrder(
  order: TableOrder | null,
  column: TableColumn,
): TableOrder {
  return order?.column === column
    ? { column, descending: !order.descending }
    : { column, descending: TABLE_COLUMNS[column].most };
}

/** Rows that are equal in the column stand by name in both directions. */
export function tableOrder({ column, descending }: TableOrder): Compare {
  const { value } = TABLE_COLUMNS[column];
  const sign = descending ? -1 : 1;
  const byName = rowOrder("name");
  return (a, b) => {
    const [first, second] = [value(a), value(b)];
    const difference =
      typeof first === "number" && typeof second === "number"
        ? first - second
        : compareText(String(first), String(second));
    return sign * difference || byName(a, b);
  };
}

/** How many callers were seen; one that nobody can name counts as one. */
export function callerCount(row: ServiceRow): number {
  let callers = 0;
  for (const cell of row.cells) {
    callers += cell.callers.length + cell.moreCallers;
  }
  return callers;
}

const COLUMNS: readonly TableColumn[] = [
  "service",
  "namespace",
  "policy",
  "requestsMutualTls",
  "requestsPlaintext",
  "requestsNoStatement",
  "connectionsMutualTls",
  "connectionsPlaintext",
  "connectionsNoStatement",
  "lastPlaintext",
  "callers",
  "verdict",
];
