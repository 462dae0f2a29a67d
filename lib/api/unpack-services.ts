import {
  type Cell,
  type Counts,
  dataPlaneSchema,
  type ServiceRow,
  serviceModeSchema,
  serviceRowSchema,
  trafficStateSchema,
  verdictStateSchema,
} from "./contract";
import type {
  CountColumns,
  RefusedColumns,
  ServiceColumns,
} from "./service-columns";

/** The columns do not fit together: they are not what `packServices` made. */
export class ColumnsError extends Error {
  override readonly name = "ColumnsError";
}

/**
 * The lines as they were before they were packed.
 * @throws {ColumnsError}
 */
export function unpackServices(columns: ServiceColumns): ServiceRow[] {
  const { epoch } = columns;
  const cells = cellReader(columns);
  const refusedAt = refusedReader(columns.refused, epoch);
  let param = 0;
  const reasonAt = (line: number): ServiceRow["verdict"]["reason"] => {
    const { code, level, params, objects } = at(
      columns.reasonKinds,
      at(columns.reasons, line),
    );
    const values: Record<string, string | number> = {};
    for (const name of params) values[name] = at(columns.reasonParams, param++);
    return { code, level, params: values, objects };
  };
  return linesOf(columns).map(({ namespace, name }, line) => {
    return {
      namespace,
      name,
      mode: at(serviceModeSchema.options, at(columns.modes, line)),
      dataPlane: at(dataPlaneSchema.options, at(columns.dataPlanes, line)),
      requests: countsAt(columns.requests, line),
      connections: countsAt(columns.connections, line),
      lastPlaintextAt: timeAt(epoch, columns.lastPlaintext, line),
      evidence: at(
        serviceRowSchema.shape.evidence.options,
        at(columns.evidence, line),
      ),
      coverage: {
        reportingPods: at(columns.reportingPods, line),
        proxiedPods: at(columns.proxiedPods, line),
        pods: at(columns.pods, line),
        complete: at(columns.complete, line) === 1,
      },
      verdict: {
        state: at(verdictStateSchema.options, at(columns.states, line)),
        reason: reasonAt(line),
        more: at(columns.moreReasons, line),
      },
      criteria: at(columns.criteriaKinds, at(columns.criteria, line)),
      actions: at(columns.actionKinds, at(columns.actions, line)),
      lockedByUs: at(columns.lockedByUs, line) === 1,
      refused: refusedAt(line),
      cells: cells(line),
    };
  });
}

function linesOf({ namespaces, runs, names }: ServiceColumns) {
  let end = 0;
  const lines = namespaces.flatMap((namespace, run) => {
    const start = end;
    end += at(runs, run);
    return names.slice(start, end).map((name) => ({ namespace, name }));
  });
  if (lines.length !== names.length) throw new ColumnsError("runs of lines");
  return lines;
}

/** Reads the cells of one line after another, in order. */
function cellReader({ cells: columns, epoch }: ServiceColumns) {
  const refusedAt = refusedReader(columns.refused, epoch);
  const more = new Map(
    columns.moreCallers.places.map((place, entry) => [
      place,
      at(columns.moreCallers.counts, entry),
    ]),
  );
  let cell = 0;
  let caller = 0;
  return (line: number): Cell[] => {
    const found: Cell[] = [];
    const end = cell + at(columns.perLine, line);
    for (; cell < end; cell += 1) {
      const callers: string[] = [];
      const lastCaller = caller + at(columns.callersPerCell, cell);
      for (; caller < lastCaller; caller += 1) {
        callers.push(at(columns.callerNames, at(columns.callers, caller)));
      }
      found.push({
        client: at(columns.clientNames, at(columns.clients, cell)),
        traffic: at(trafficStateSchema.options, at(columns.traffic, cell)),
        requests: countsAt(columns.requests, cell),
        connections: countsAt(columns.connections, cell),
        lastPlaintextAt: timeAt(epoch, columns.lastPlaintext, cell),
        refusedWhenStrict: at(columns.refusedWhenStrict, cell) === 1,
        callers,
        moreCallers: more.get(cell) ?? 0,
        plaintextCallers: at(columns.plaintextCallers, cell),
        refused: refusedAt(cell),
      });
    }
    return found;
  };
}

function refusedReader(columns: RefusedColumns, epoch: number) {
  const entries = new Map(columns.places.map((place, entry) => [place, entry]));
  return (place: number): ServiceRow["refused"] => {
    const entry = entries.get(place);
    if (entry === undefined) return null;
    return {
      requests: at(columns.requests, entry),
      connections: at(columns.connections, entry),
      lastAt: timeAt(epoch, columns.last, entry),
    };
  };
}

function countsAt(columns: CountColumns, place: number): Counts {
  return {
    mutualTls: at(columns.mutualTls, place),
    plaintext: at(columns.plaintext, place),
    noStatement: at(columns.noStatement, place),
  };
}

function timeAt(
  epoch: number,
  ages: readonly (number | null)[],
  place: number,
): string | null {
  const age = at(ages, place);
  if (age === null) return null;
  const time = new Date(Math.round((epoch - age) * 1_000));
  if (Number.isNaN(time.getTime())) throw new ColumnsError("an age");
  return time.toISOString();
}

/** A hole would be a figure that nobody counted. */
function at<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new ColumnsError(`place ${place} of a list`);
  return found;
}
