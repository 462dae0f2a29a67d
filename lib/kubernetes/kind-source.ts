import type { SourceStatement } from "@/lib/mesh/source";
import { backoffMs } from "./backoff";
import { servedVersion } from "./discovery";
import { kindStatements } from "./kind-statements";
import {
  createNamespaceReaders,
  type NamespaceReaders,
} from "./namespace-readers";
import { pause } from "./pause";
import { isKubernetesProblem, type KubernetesProblem } from "./problem";
import { createStatusTracker } from "./read-status";
import {
  createReflector,
  type Reflector,
  type ReflectorContext,
} from "./reflector";
import { listPath, type ResourceKind, resourceName } from "./resource-kind";
import type { Asking } from "./shared-requests";
import { causeOfAbsence } from "./source-cause";
import type { Tuning } from "./tuning";
import { isConcerned, placesOf } from "./unread-places";

/** Everything known of one kind, whether it is read for the whole cluster or namespace by namespace. */
export interface KindSource<T> {
  /** Kept until an object changes, so that equal means identical. */
  objects(): readonly T[];
  /** By "namespace/name". */
  byKey(): ReadonlyMap<string, T>;
  statements(): readonly SourceStatement[];
  /** All objects of that namespace were read and understood; "" asks about cluster-scoped ones. */
  readable(namespace: string): boolean;
  /** false until the first answer or failure. */
  readonly answered: boolean;
  /** The API server said that it does not serve the kind. */
  readonly isAbsent: boolean;
  /** The API server said that it does, whether or not we may read it. */
  readonly isServed: boolean;
  run(signal: AbortSignal): Promise<void>;
}

/** The namespaces to fall back to. */
export interface NamespaceNames {
  /** null = not known */
  current(): readonly string[] | null;
  subscribe(listener: () => void): () => void;
}

export interface KindSourceOptions<T> {
  readonly kind: ResourceKind<T>;
  readonly context: ReflectorContext;
  /** Where all kinds of one source look for the versions they have. */
  readonly discovery: Asking;
  readonly namespaces: NamespaceNames;
  readonly onChange: () => void;
}

export function createKindSource<T>(
  options: KindSourceOptions<T>,
): KindSource<T> {
  const { kind, context, namespaces } = options;
  const { connection } = context;
  const tuning = tuningFor(kind, context.tuning);
  let version = "";
  let wasAbsent = false;
  let merged: ReadonlyMap<string, T> | null = null;
  let list: readonly T[] | null = null;
  /** Made anew after each change: every namespace asks. */
  const unreadPlaces = new Map<Reflector<T>, ReadonlySet<string>>();
  let cluster: Reflector<T> | null = null;
  let perNamespace: NamespaceReaders<T> | null = null;
  /** Every namespace there was has been tried; one that comes later is unreadable until it is read, and it alone. */
  let hasTriedNamespaces = false;

  function changed(): void {
    merged = null;
    list = null;
    unreadPlaces.clear();
    const readers = [...(perNamespace?.readers.values() ?? [])];
    hasTriedNamespaces =
      perNamespace !== null &&
      (hasTriedNamespaces || (readers.length > 0 && areTried(readers)));
    options.onChange();
  }

  /** Speaks while nothing is being listed: discovery failed, absent, forbidden. */
  const tracker = createStatusTracker(context.clock, tuning, changed);

  function reflector(namespace: string | null): Reflector<T> {
    return createReflector({
      ...context,
      tuning,
      target: {
        path: listPath(kind, version, namespace),
        query: {},
        metadataOnly: kind.metadataOnly,
      },
      project: kind.project,
      ignoreVersion: kind.ignoreVersion,
      onChange: changed,
    });
  }

  function reflectors(): Reflector<T>[] {
    return [
      ...(cluster === null ? [] : [cluster]),
      ...(perNamespace?.readers.values() ?? []),
    ];
  }

  async function discover(signal: AbortSignal): Promise<boolean> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        const served = await servedVersion(options.discovery, kind, signal);
        version = served ?? "";
        wasAbsent = served === null;
        return served !== null;
      } catch (error) {
        if (signal.aborted) {
          break;
        }
        if (!isKubernetesProblem(error)) {
          throw error;
        }
        if (error.code === "forbidden") {
          tracker.forbidden(`${error.message} ${error.remedy}`);
        } else {
          tracker.failed(error);
        }
        await pause(backoffMs(failures, tuning), signal);
      }
    }
    return false;
  }

  async function readCluster(
    signal: AbortSignal,
  ): Promise<KubernetesProblem | null> {
    cluster = reflector(null);
    changed();
    const problem = await cluster.run(signal);
    if (!signal.aborted) {
      cluster = null;
      changed();
    }
    return problem;
  }

  /** Until the whole cluster may be listed after all, or the kind is gone. */
  async function readNamespaces(signal: AbortSignal): Promise<void> {
    const end = new AbortController();
    const ending = AbortSignal.any([signal, end.signal]);
    const readers = createNamespaceReaders<T>({
      create: reflector,
      forbiddenMessage: (namespace) =>
        `cannot list ${resourceName(kind)} in namespace ${namespace}`,
      forbiddenRecheckMs: tuning.forbiddenRecheckMs,
      onNotServed: () => end.abort(),
      onChange: changed,
    });
    perNamespace = readers;
    const follow = () => {
      readers.follow(namespaces.current() ?? []);
      changed();
    };
    const unsubscribe = namespaces.subscribe(follow);
    follow();
    while (!ending.aborted) {
      await pause(tuning.forbiddenRecheckMs, ending);
      if (!ending.aborted && (await mayListCluster(ending))) {
        end.abort();
      }
    }
    unsubscribe();
    await readers.stop();
    perNamespace = null;
    changed();
  }

  async function mayListCluster(signal: AbortSignal): Promise<boolean> {
    try {
      const path = listPath(kind, version, null);
      await connection.requestJson("GET", path, {
        query: { limit: 1 },
        signal,
      });
      return true;
    } catch (error) {
      // Gone or refused: the readers find out for themselves.
      return isKubernetesProblem(error) && error.code === "not-served";
    }
  }

  async function step(signal: AbortSignal): Promise<void> {
    if (!(await discover(signal))) {
      if (!signal.aborted) {
        tracker.absent(
          `The API server does not serve ${resourceName(kind)}. ${kind.whenAbsent}`,
          causeOfAbsence(
            resourceName(kind),
            kind.group === "authentication.istio.io",
          ),
        );
        await pause(tuning.absentRecheckMs, signal);
      }
      return;
    }
    tracker.starting();
    const problem = await readCluster(signal);
    if (problem === null) {
      return;
    }
    if (problem.code === "not-served") {
      // Discovery said otherwise: the CRD is being installed or removed.
      await pause(backoffMs(1, tuning), signal);
      return;
    }
    tracker.forbidden(`${problem.message} ${problem.remedy}`);
    await (kind.namespaced
      ? readNamespaces(signal)
      : pause(tuning.forbiddenRecheckMs, signal));
  }

  function byKey(): ReadonlyMap<string, T> {
    if (merged === null) {
      const objects = new Map<string, T>();
      for (const { store } of reflectors()) {
        for (const [key, object] of store.objects) objects.set(key, object);
      }
      merged = objects;
    }
    return merged;
  }

  return {
    byKey,
    objects() {
      list ??= [...byKey().values()];
      return list;
    },
    statements: () => {
      const status = cluster?.tracker.status ?? tracker.status;
      if (kind.optional && status.state === "absent") return [];
      return kindStatements({
        kind,
        version,
        status,
        problems: reflectors().flatMap(({ store }) => [
          ...store.problems.values(),
        ]),
        perNamespace: perNamespace?.readers ?? null,
        namespacesKnown: namespaces.current() !== null,
      });
    },
    readable(namespace) {
      const reader = cluster ?? perNamespace?.readers.get(namespace);
      if (reader === undefined || reader === null) {
        return false;
      }
      const { state } = reader.tracker.status;
      const isRead = state === "live" || state === "stale";
      if (!isRead) return false;
      const places =
        unreadPlaces.get(reader) ?? placesOf(reader.store.problems.keys());
      unreadPlaces.set(reader, places);
      return !isConcerned(kind.namespaced ? namespace : null, places);
    },
    get answered() {
      const readers = reflectors();
      return (
        hasTriedNamespaces ||
        areTried(readers.length > 0 ? readers : [{ tracker }])
      );
    },
    get isAbsent() {
      return wasAbsent && tracker.status.state !== "down";
    },
    get isServed() {
      return version !== "";
    },
    async run(signal) {
      while (!signal.aborted) {
        await step(signal);
      }
    },
  };
}

function tuningFor<T>({ pageSize }: ResourceKind<T>, tuning: Tuning): Tuning {
  return pageSize === null
    ? tuning
    : { ...tuning, pageSize: Math.min(pageSize, tuning.pageSize) };
}

function areTried(readers: readonly Pick<Reflector<unknown>, "tracker">[]) {
  return readers.every(({ tracker }) => tracker.status.state !== "starting");
}
