/** The callers of a service, one line per caller and unit. Pure. */
import {
  hasPlaintext,
  type Unit,
  unitsSeen,
} from "@/components/matrix/traffic-figures";
import type { Caller, Counts } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { type CallerWhy, callerWhy } from "./caller-why";

export interface CallerRow {
  readonly key: string;
  readonly caller: Caller;
  /** Each unit by itself: requests and connections are never added (semantics D1). Never empty. */
  readonly units: readonly { readonly unit: Unit; readonly counts: Counts }[];
  readonly why: CallerWhy | null;
  /** It is refused once the service is STRICT, or is being refused, if it is. */
  readonly refused: boolean;
}

/** Callers with plaintext first, those without a name in front; then by how much plaintext; then by name. */
export function callerRows(
  row: ServiceDetail,
  enableAutoMtls: boolean,
): readonly CallerRow[] {
  const refused = new Set(
    row.cells
      .filter(({ refusedWhenStrict }) => refusedWhenStrict)
      .map(({ client }) => client),
  );
  return row.callers
    .map((caller) => ({
      key: [caller.namespace, caller.workload, caller.principal].join("/"),
      caller,
      units: unitsSeen(caller).map((unit) => ({ unit, counts: caller[unit] })),
      why: callerWhy(caller, row.clientTls, enableAutoMtls),
      refused: refused.has(caller.namespace) && hasPlaintext(caller),
    }))
    .filter(({ units }) => units.length > 0)
    .sort(
      (a, b) =>
        Number(b.why !== null) - Number(a.why !== null) ||
        Number(isNamed(a)) - Number(isNamed(b)) ||
        plaintextOf(b) - plaintextOf(a) ||
        (a.key < b.key ? -1 : 1),
    );
}

function isNamed({ caller }: CallerRow): boolean {
  return caller.workload !== null;
}

/** Only to put the loudest first: the larger of the two units, never their sum. */
function plaintextOf({ caller }: CallerRow): number {
  return Math.max(caller.requests.plaintext, caller.connections.plaintext);
}
