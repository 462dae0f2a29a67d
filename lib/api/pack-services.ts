import {
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

/** @param rows in any order in which the lines of a namespace stand together */
export function packServices(rows: readonly ServiceRow[]): ServiceColumns {
  const epoch = latestOf(rows);
  const age = (time: string | null) =>
    time === null ? null : Math.round(epoch * 1_000 - Date.parse(time)) / 1_000;
  const reasons = new Dictionary(reasonKey);
  const criteria = new Dictionary<ServiceRow["criteria"]>(JSON.stringify);
  const actions = new Dictionary<ServiceRow["actions"]>((list) => list.join());
  const columns: ServiceColumns = {
    ...emptyColumns(),
    epoch,
    reasonKinds: [],
    criteriaKinds: criteria.values,
    actionKinds: actions.values,
  };
  const cells = cellPacker(columns.cells, age);
  let namespace: string | null = null;
  rows.forEach((row, line) => {
    if (row.namespace !== namespace) {
      namespace = row.namespace;
      columns.namespaces.push(namespace);
      columns.runs.push(0);
    }
    columns.runs.push((columns.runs.pop() ?? 0) + 1);
    columns.names.push(row.name);
    columns.modes.push(MODES(row.mode));
    columns.dataPlanes.push(DATA_PLANES(row.dataPlane));
    columns.evidence.push(EVIDENCE(row.evidence));
    pushCounts(columns.requests, row.requests);
    pushCounts(columns.connections, row.connections);
    columns.lastPlaintext.push(age(row.lastPlaintextAt));
    columns.reportingPods.push(row.coverage.reportingPods);
    columns.proxiedPods.push(row.coverage.proxiedPods);
    columns.pods.push(row.coverage.pods);
    columns.complete.push(Number(row.coverage.complete));
    columns.lockedByUs.push(Number(row.lockedByUs));
    columns.states.push(STATES(row.verdict.state));
    columns.reasons.push(reasons.add(row.verdict.reason));
    for (const value of Object.values(row.verdict.reason.params)) {
      columns.reasonParams.push(value);
    }
    columns.moreReasons.push(row.verdict.more);
    columns.criteria.push(criteria.add(row.criteria));
    columns.actions.push(actions.add(row.actions));
    pushRefused(columns.refused, line, row.refused, age);
    columns.cells.perLine.push(row.cells.length);
    for (const cell of row.cells) cells.add(cell);
  });
  return {
    ...columns,
    reasonKinds: reasons.values.map(({ code, level, params, objects }) => ({
      code,
      level,
      params: Object.keys(params),
      objects,
    })),
    cells: { ...columns.cells, ...cells.names() },
  };
}

type Cells = ServiceColumns["cells"];
type AgeOf = (time: string | null) => number | null;

function cellPacker(columns: Cells, age: AgeOf) {
  const clients = new Dictionary<string | null>((name) =>
    name === null ? "" : `/${name}`,
  );
  const callers = new Dictionary<string>((name) => name);
  return {
    add(cell: ServiceRow["cells"][number]) {
      pushRefused(columns.refused, columns.clients.length, cell.refused, age);
      columns.clients.push(clients.add(cell.client));
      columns.traffic.push(TRAFFIC(cell.traffic));
      pushCounts(columns.requests, cell.requests);
      pushCounts(columns.connections, cell.connections);
      columns.lastPlaintext.push(age(cell.lastPlaintextAt));
      columns.refusedWhenStrict.push(Number(cell.refusedWhenStrict));
      columns.callersPerCell.push(cell.callers.length);
      columns.plaintextCallers.push(cell.plaintextCallers);
      for (const name of cell.callers) columns.callers.push(callers.add(name));
      if (cell.moreCallers > 0) {
        columns.moreCallers.places.push(columns.clients.length - 1);
        columns.moreCallers.counts.push(cell.moreCallers);
      }
    },
    names: () => ({
      clientNames: clients.values,
      callerNames: callers.values,
    }),
  };
}

/** Each value once, by its key, and its place. */
class Dictionary<T> {
  readonly values: T[] = [];
  private readonly places = new Map<string, number>();

  constructor(private readonly keyOf: (value: T) => string) {}

  add(value: T): number {
    const key = this.keyOf(value);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

function reasonKey(reason: ServiceRow["verdict"]["reason"]): string {
  const { code, level, params, objects } = reason;
  const names = objects.map(
    ({ kind, namespace, name }) => `${kind}/${namespace}/${name}`,
  );
  return [code, level, ...Object.keys(params), "", ...names].join("\n");
}

function placeIn<T extends string>(options: readonly T[]) {
  const places = new Map(options.map((option, place) => [option, place]));
  return (value: T): number => places.get(value) ?? 0;
}

const MODES = placeIn(serviceModeSchema.options);
const DATA_PLANES = placeIn(dataPlaneSchema.options);
const EVIDENCE = placeIn(serviceRowSchema.shape.evidence.options);
const STATES = placeIn(verdictStateSchema.options);
const TRAFFIC = placeIn(trafficStateSchema.options);

function pushCounts(columns: CountColumns, counts: Counts): void {
  columns.mutualTls.push(counts.mutualTls);
  columns.plaintext.push(counts.plaintext);
  columns.noStatement.push(counts.noStatement);
}

function pushRefused(
  columns: RefusedColumns,
  place: number,
  refused: ServiceRow["refused"],
  age: AgeOf,
): void {
  if (refused === null) return;
  columns.places.push(place);
  columns.requests.push(refused.requests);
  columns.connections.push(refused.connections);
  columns.last.push(age(refused.lastAt));
}

/** The latest time of all lines: ages are then small, and most of them alike. */
function latestOf(rows: readonly ServiceRow[]): number {
  let latest = 0;
  for (const { lastPlaintextAt } of rows) {
    if (lastPlaintextAt !== null) {
      latest = Math.max(latest, Date.parse(lastPlaintextAt));
    }
  }
  return latest / 1_000;
}

function emptyColumns(): Omit<ServiceColumns, "epoch"> {
  return {
    namespaces: [],
    runs: [],
    names: [],
    modes: [],
    dataPlanes: [],
    evidence: [],
    states: [],
    requests: noCounts(),
    connections: noCounts(),
    lastPlaintext: [],
    reportingPods: [],
    proxiedPods: [],
    pods: [],
    complete: [],
    lockedByUs: [],
    reasons: [],
    reasonKinds: [],
    reasonParams: [],
    moreReasons: [],
    criteria: [],
    criteriaKinds: [],
    actions: [],
    actionKinds: [],
    refused: noRefused(),
    cells: {
      perLine: [],
      clients: [],
      clientNames: [],
      traffic: [],
      requests: noCounts(),
      connections: noCounts(),
      lastPlaintext: [],
      refusedWhenStrict: [],
      callersPerCell: [],
      plaintextCallers: [],
      callers: [],
      callerNames: [],
      moreCallers: { places: [], counts: [] },
      refused: noRefused(),
    },
  };
}

function noRefused(): RefusedColumns {
  return { places: [], requests: [], connections: [], last: [] };
}

function noCounts(): CountColumns {
  return { mutualTls: [], plaintext: [], noStatement: [] };
}
