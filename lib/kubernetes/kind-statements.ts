import type {
  SourceCause,
  SourceState,
  SourceStatement,
} from "@/lib/mesh/source";
import { type SourceWarning, sourceWarning } from "@/lib/mesh/source-warning";
import { joinNames } from "./join-names";
import type { ReadStatus } from "./read-status";
import type { Reflector } from "./reflector";
import { groupVersion, type ResourceKind, resourceName } from "./resource-kind";

export interface KindReading<T> {
  readonly kind: ResourceKind<T>;
  /** "" until discovered */
  readonly version: string;
  /** Of the cluster-wide list. */
  readonly status: ReadStatus;
  readonly problems: readonly string[];
  /** Set while the kind is read namespace by namespace. */
  readonly perNamespace: ReadonlyMap<string, Reflector<T>> | null;
  readonly namespacesKnown: boolean;
}

/** One statement for the cluster, or one per state with the namespaces that share it. */
export function kindStatements<T>(reading: KindReading<T>): SourceStatement[] {
  const { kind, version, status, perNamespace } = reading;
  const id = `kubernetes/${resourceName(kind)}`;
  const base = {
    what: kind.what,
    from: "kubernetes" as const,
    version: version === "" ? "" : groupVersion(kind, version),
  };
  if (perNamespace === null || perNamespace.size === 0) {
    return [
      {
        ...base,
        id,
        state: status.state,
        namespaces: [],
        message: clusterMessage(reading),
        cause: clusterCause(reading),
        since: rfc3339(status.sinceMs),
        warnings: statementWarnings([status], reading.problems),
      },
    ];
  }
  return [...groupByState(perNamespace)].map(([state, group]) => {
    const namespaces = group.map(({ namespace }) => namespace).sort();
    const statuses = group.map(({ reader }) => reader.tracker.status);
    const problems = group.flatMap(({ reader }) => [
      ...reader.store.problems.values(),
    ]);
    return {
      ...base,
      id: `${id}/${state}`,
      state,
      namespaces,
      message:
        state === "forbidden"
          ? forbiddenMessage(resourceName(kind), namespaces)
          : (statuses[0]?.message ?? ""),
      cause: about(kind, statuses[0]?.cause ?? null),
      since: rfc3339(Math.max(...statuses.map(({ sinceMs }) => sinceMs))),
      warnings: statementWarnings(statuses, problems),
    };
  });
}

export function rfc3339(unixMs: number): string {
  return new Date(unixMs).toISOString();
}

/** Warnings are read by people; a broken operator can make thousands of bad objects. */
const MAX_WARNINGS = 20;

export function statementWarnings(
  statuses: readonly ReadStatus[],
  problems: readonly string[],
): SourceWarning[] {
  const polled = new Set(statuses.flatMap(({ polled }) => polled ?? []));
  const shown = [...problems].sort().slice(0, MAX_WARNINGS);
  const hidden = problems.length - shown.length;
  return [
    ...[...polled].map((why) =>
      sourceWarning(
        "not-watched",
        `Read again and again instead of watched: ${why}`,
        why,
      ),
    ),
    ...(statuses.some(({ missed }) => missed)
      ? [sourceWarning("watch-missed-changes", MISSED)]
      : []),
    ...shown.map(unreadable),
    ...(hidden > 0
      ? [
          sourceWarning(
            "more-objects-unreadable",
            `And ${hidden} more objects that cannot be read.`,
            hidden,
          ),
        ]
      : []),
  ];
}

const MISSED =
  "The watch missed changes; they were found by reading the list again. Check what stands between here and the API server.";

/** @param problem "shop/cart: spec.mtls: wrong" */
function unreadable(problem: string): SourceWarning {
  const end = problem.indexOf(": ");
  return sourceWarning(
    "object-unreadable",
    `Cannot be read: ${problem}`,
    problem.slice(0, end),
    problem.slice(end + 2),
  );
}

function clusterMessage<T>(reading: KindReading<T>): string {
  const { status, kind, perNamespace } = reading;
  if (status.state !== "forbidden" || !kind.namespaced) {
    return status.message;
  }
  if (!reading.namespacesKnown) {
    return `${status.message} Namespaces cannot be listed either, so it cannot be read namespace by namespace.`;
  }
  return perNamespace === null
    ? status.message
    : `${status.message} There is no namespace to read instead.`;
}

function clusterCause<T>(reading: KindReading<T>): SourceCause | null {
  const { status, kind, namespacesKnown } = reading;
  const everywhere =
    status.cause?.code === "forbidden" && kind.namespaced && !namespacesKnown;
  return about(
    kind,
    everywhere ? { code: "forbidden-everywhere", names: [] } : status.cause,
  );
}

/** Which permission is missing is said of the resource, whoever noticed. */
function about<T>(
  kind: ResourceKind<T>,
  cause: SourceCause | null,
): SourceCause | null {
  return cause && { ...cause, names: [resourceName(kind)] };
}

function forbiddenMessage(
  resource: string,
  namespaces: readonly string[],
): string {
  const places =
    namespaces.length === 1
      ? `namespace ${namespaces[0]}`
      : `namespaces ${joinNames(namespaces)}`;
  return `The API server refuses: cannot list ${resource} in ${places}. Ask for a Role there, or a ClusterRole, that allows list and watch on ${resource}.`;
}

function groupByState<T>(readers: ReadonlyMap<string, Reflector<T>>) {
  const groups = new Map<
    SourceState,
    { namespace: string; reader: Reflector<T> }[]
  >();
  for (const [namespace, reader] of readers) {
    const { state } = reader.tracker.status;
    const group = groups.get(state) ?? [];
    group.push({ namespace, reader });
    groups.set(state, group);
  }
  return groups;
}
