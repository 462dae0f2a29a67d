/**
 * The order of the namespaces: by what all their services amount to where the order is one of amounts, by the work
 * that is left in them where it is that of the work, else by their first service. Pure.
 */
import type { ServiceRow } from "@/lib/api/contract";
import { compareText } from "@/lib/mesh/age-order";
import {
  byNamespaceWork,
  type NamespaceWork,
  namespaceWork,
} from "@/lib/mesh/readiness/work-order";
import type { Group } from "./row-groups";
import { rowOrder, type Sort, workOf } from "./row-order";

/** Total; the namespaces' rows must stand in the same order already. */
export function groupOrder(sort: Sort): (a: Group, b: Group) => number {
  switch (sort) {
    case "plaintext":
      return (a, b) => byAmount(a, b, plaintextOf) || byNamespace(a, b);
    case "refused":
      return (a, b) =>
        byAmount(a, b, refusedOf) || byFirst(a, b, sort) || byNamespace(a, b);
    case "work":
      return byWork();
    case "name":
    case "seen":
      return (a, b) => byFirst(a, b, sort) || byNamespace(a, b);
    default:
      return sort satisfies never;
  }
}

/** As the overview orders them. Each namespace is looked through once, however often it is compared. */
function byWork(): (a: Group, b: Group) => number {
  const known = new Map<Group, NamespaceWork | null>();
  const workIn = (group: Group) => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const made = namespaceWork(group.rows.map(workOf));
    known.set(group, made);
    return made;
  };
  return (a, b) => {
    const [left, right] = [workIn(a), workIn(b)];
    return left && right ? byNamespaceWork(left, right) : byNamespace(a, b);
  };
}

interface Amount {
  readonly requests: number;
  readonly connections: number;
}

const NOTHING: Amount = { requests: 0, connections: 0 };

/** The most requests first, then the most connections: two units that are never added. */
function byAmount(a: Group, b: Group, of: (row: ServiceRow) => Amount): number {
  const [left, right] = [sumOf(a, of), sumOf(b, of)];
  return right.requests - left.requests || right.connections - left.connections;
}

function plaintextOf(row: ServiceRow): Amount {
  const { requests, connections } = row;
  return { requests: requests.plaintext, connections: connections.plaintext };
}

function refusedOf({ refused }: ServiceRow): Amount {
  return refused ?? NOTHING;
}

function sumOf({ rows }: Group, of: (row: ServiceRow) => Amount): Amount {
  const sum = { requests: 0, connections: 0 };
  for (const row of rows) {
    const { requests, connections } = of(row);
    sum.requests += requests;
    sum.connections += connections;
  }
  return sum;
}

function byFirst(a: Group, b: Group, sort: Sort): number {
  const [first, second] = [a.rows[0], b.rows[0]];
  return first && second ? rowOrder(sort)(first, second) : 0;
}

function byNamespace(a: Group, b: Group): number {
  return compareText(a.namespace, b.namespace);
}
