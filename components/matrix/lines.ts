/**
 * The lines of the matrix at its three levels: a namespace, the services in it, and of a service
 * that was opened its callers and ports. Pure.
 */
import type { Caller, ServiceRow } from "@/lib/api/contract";
import type {
  RefusedCaller,
  ServiceDetail,
} from "@/lib/api/service-detail-contract";
import type { Group } from "./row-groups";
import { rowKey } from "./row-order";
import { NO_COUNTS } from "./traffic-figures";

export type Port = ServiceDetail["policy"]["ports"][number];

/** What is known of an opened service beyond its row. */
export type Opening =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "known"; readonly detail: ServiceDetail };

/** Where a line stands in the tree, for those who do not see it. */
interface Standing {
  readonly key: string;
  /** Starts at 1. */
  readonly position: number;
  /** How many lines have the same parent. */
  readonly siblings: number;
}

export interface GroupOfLines extends Group {
  readonly open: boolean;
}

export type Line = Standing &
  (
    | { readonly kind: "group"; readonly group: GroupOfLines }
    | {
        readonly kind: "service";
        readonly row: ServiceRow;
        readonly open: boolean;
      }
    | DetailLine
  );

/** A line below a service. */
export type DetailLine = { readonly row: ServiceRow } & (
  | {
      readonly kind: "caller";
      readonly caller: Caller;
      /** null = it was not seen to be turned away */
      readonly refused: RefusedCaller | null;
    }
  | { readonly kind: "port"; readonly port: Port }
  | { readonly kind: "note"; readonly note: Note }
);

export type Note =
  | { readonly state: "loading" | "nobody" }
  | { readonly state: "failed"; readonly error: unknown };

export const LEVELS: Readonly<Record<Line["kind"], number>> = {
  group: 1,
  service: 2,
  caller: 3,
  port: 3,
  note: 3,
};

/** Whether a line stands on its own where there is no grid: what is below a service does not. */
export function hasCard(line: Line): boolean {
  return line.kind === "group" || line.kind === "service";
}

/**
 * @param open namespaces, and services as "namespace/name"
 * @param openings by "namespace/name"; one that is missing is still to come
 */
export function linesOf(
  groups: readonly Group[],
  open: ReadonlySet<string>,
  openings: ReadonlyMap<string, Opening>,
): Line[] {
  const lines: Line[] = [];
  groups.forEach((group, index) => {
    const { namespace, rows } = group;
    const isOpen = open.has(namespace);
    lines.push({
      kind: "group",
      key: namespace,
      group: { ...group, open: isOpen },
      position: index + 1,
      siblings: groups.length,
    });
    if (!isOpen) return;
    rows.forEach((row, place) => {
      const key = rowKey(row);
      const isOpenRow = open.has(key);
      lines.push({
        kind: "service",
        key,
        row,
        open: isOpenRow,
        position: place + 1,
        siblings: rows.length,
      });
      if (isOpenRow) lines.push(...below(row, openings.get(key)));
    });
  });
  return lines;
}

/** The callers of a service, those with plaintext first, and its ports. */
function below(row: ServiceRow, opening: Opening = { state: "loading" }) {
  const parts = partsOf(row, opening);
  return parts.map((part, index) => ({
    ...part,
    position: index + 1,
    siblings: parts.length,
  }));
}

function partsOf(
  row: ServiceRow,
  opening: Opening,
): (DetailLine & { key: string })[] {
  const key = rowKey(row);
  if (opening.state !== "known") {
    return [{ kind: "note", key: `${key}>`, row, note: opening }];
  }
  const { policy } = opening.detail;
  const callers = callersOf(opening.detail);
  return [
    ...(callers.length === 0
      ? [
          {
            kind: "note" as const,
            key: `${key}>`,
            row,
            note: { state: "nobody" as const },
          },
        ]
      : []),
    ...callers.map(({ caller, refused }, index) => ({
      kind: "caller" as const,
      key: `${key}>${caller.namespace ?? ""}/${caller.workload ?? index}/${caller.principal ?? ""}`,
      row,
      caller,
      refused,
    })),
    ...policy.ports.map((port) => ({
      kind: "port" as const,
      key: `${key}:${port.servicePort}`,
      row,
      port,
    })),
  ];
}

/** Those that were let in, then those of whom only refusals are known. */
function callersOf({ callers, refusedCallers }: ServiceDetail) {
  const refused = new Map(
    refusedCallers
      .filter(({ certainty }) => certainty === "refused")
      .map((caller) => [callerKey(caller), caller]),
  );
  const letIn = callers.toSorted(byPlaintext).map((caller) => {
    const key = callerKey(caller);
    const own = refused.get(key) ?? null;
    refused.delete(key);
    return { caller, refused: own };
  });
  const others = [...refused.values()].map((own) => ({
    caller: {
      ...own,
      requests: NO_COUNTS,
      connections: NO_COUNTS,
      lastPlaintextAt: null,
    },
    refused: own,
  }));
  return [...letIn, ...others];
}

/** A named workload is one caller whether or not it showed its principal. */
function callerKey({
  namespace,
  workload,
  principal,
}: Pick<Caller, "namespace" | "workload" | "principal">): string {
  return workload === null
    ? `${namespace ?? ""}//${principal ?? ""}`
    : `${namespace ?? ""}/${workload}`;
}

/** Those without identity first, as their column stands first. */
function byPlaintext(a: Caller, b: Caller): number {
  return (
    Number(b.namespace === null) - Number(a.namespace === null) ||
    b.requests.plaintext - a.requests.plaintext ||
    b.connections.plaintext - a.connections.plaintext
  );
}
