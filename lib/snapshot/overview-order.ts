/** What the order of the work asks of a row of the law. */
import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { Work } from "@/lib/mesh/readiness/work-order";

export interface Placed extends Work {
  readonly row: MatrixRow;
}

export function placeOf(row: MatrixRow): Placed {
  const { service, verdict, actions } = row;
  return {
    row,
    namespace: service.namespace,
    name: service.name,
    state: verdict.state,
    canAct: actions.length > 0,
    plaintextCallers: row.callers.reduce(
      (count, { requests, connections }) =>
        requests.plaintext + connections.plaintext > 0 ? count + 1 : count,
      0,
    ),
  };
}
