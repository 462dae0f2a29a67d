import type { Clock } from "@/lib/clock";
import { backoffMs } from "./backoff";
import type { KubernetesConnection } from "./connection";
import type { Limiter } from "./limiter";
import { createObjectStore, type ObjectStore } from "./object-store";
import { type ListTarget, listPages } from "./paged-list";
import { pause } from "./pause";
import { isKubernetesProblem, KubernetesProblem } from "./problem";
import { objectKey, type Project } from "./projection";
import { createStatusTracker, type StatusTracker } from "./read-status";
import type { Tuning } from "./tuning";
import {
  type WatchCursor,
  type WatchHandlers,
  watchOnce,
} from "./watch-session";

/**
 * Keeps one list in step with the API server:
 *
 *   list ──▶ watch ──▶ ended or cut: watch again from the same place
 *    ▲         └─────▶ history gone, silent, or due: list again
 *    └── every failure waits with backoff; the last known objects stay
 */
export interface Reflector<T> {
  readonly store: ObjectStore<T>;
  readonly tracker: StatusTracker;
  /** Works until aborted (null), or until the list is refused or not served, which somebody else must decide about. */
  run(signal: AbortSignal): Promise<KubernetesProblem | null>;
}

/** What all reflectors of one source share. */
export interface ReflectorContext {
  readonly connection: KubernetesConnection;
  readonly clock: Clock;
  readonly tuning: Tuning;
  readonly limiter: Limiter;
}

export interface ReflectorOptions<T> extends ReflectorContext {
  readonly target: ListTarget;
  readonly project: Project<T>;
  /** See createObjectStore. */
  readonly ignoreVersion: boolean;
  /** Objects or status changed. */
  readonly onChange: () => void;
}

export function createReflector<T>(options: ReflectorOptions<T>): Reflector<T> {
  const { connection, target, tuning, limiter, onChange } = options;
  const store = createObjectStore<T>(options.ignoreVersion);
  const tracker = createStatusTracker(options.clock, tuning, onChange);
  /** null = a list is due */
  let cursor: WatchCursor | null = null;
  let listedAtMs = 0;
  /** The cursor of the last list, until a watch was accepted there. */
  let justListed: WatchCursor | null = null;
  /** The last watch ended silent: the next list shows whether that was peace or deafness. */
  let wasSilent = false;
  /** Lists and watches begun since the last sign of life. */
  let attempts = 0;

  async function list(signal: AbortSignal): Promise<WatchCursor> {
    const { projections, resourceVersion } = await limiter.list(() =>
      listPages(connection, target, options.project, tuning, signal),
    );
    listedAtMs = performance.now();
    const isChanged = store.replaceAll(projections);
    notify(isChanged);
    const { polled, missed } = tracker.status;
    tracker.live({ polled, missed: wasSilent ? isChanged : missed });
    wasSilent = false;
    justListed = { resourceVersion };
    return justListed;
  }

  /** Nothing is lost meanwhile, and the first reading of everything is there sooner. */
  async function listsOfOthers(signal: AbortSignal): Promise<void> {
    await Promise.race([limiter.whenListed(), pause(LISTS_FIRST_MS, signal)]);
  }

  function notify(isChanged: boolean): void {
    if (isChanged) {
      onChange();
    }
  }

  /** Returns when the watch has ended without an error. */
  async function watch(from: WatchCursor, signal: AbortSignal): Promise<void> {
    const release = limiter.openWatch();
    if (release === null) {
      await poll("too many watches are open", signal);
      return;
    }
    const openedAtMs = performance.now();
    const handlers: WatchHandlers = {
      onOpen: () => {
        justListed = null;
        tracker.live({ missed: tracker.status.missed });
      },
      onAlive: () => {
        attempts = 0;
        tracker.live();
      },
      onPut: (object) => notify(store.put(options.project(object))),
      onDelete: (object) => notify(store.remove(objectKey(object))),
    };
    try {
      const relistInMs = listedAtMs + tuning.forcedRelistMs - openedAtMs;
      const end = await watchOnce(
        connection,
        target,
        from,
        handlers,
        tuning,
        relistInMs,
        signal,
      );
      cursor = end === "ended" ? cursor : null;
      if (end === "silent") {
        // Where nothing changes, a healthy watch is silent too, so this is no failure.
        wasSilent = true;
        attempts = 0;
        return;
      }
    } catch (error) {
      if (isKubernetesProblem(error) && error.code === "forbidden") {
        if (from !== justListed) {
          // The right to list may be gone as well, and then what we hold must not stand as known: list at once.
          cursor = null;
          return;
        }
        await poll(error.message, signal);
        return;
      }
      throw error;
    } finally {
      release();
    }
    // A server that ends watches at once must not be asked in a tight loop.
    if (performance.now() - openedAtMs < QUICK_END_MS) {
      await pause(backoffMs(Math.max(attempts, 1), tuning), signal);
    } else {
      attempts = 0;
    }
  }

  async function poll(why: string, signal: AbortSignal): Promise<void> {
    tracker.live({ polled: why });
    attempts = 0;
    cursor = null;
    await pause(tuning.pollMs, signal);
  }

  return {
    store,
    tracker,
    async run(signal) {
      cursor = null;
      wasSilent = false;
      while (!signal.aborted) {
        attempts += 1;
        try {
          if (cursor === null) {
            cursor = await list(signal);
            await listsOfOthers(signal);
          }
          await watch(cursor, signal);
        } catch (error) {
          if (signal.aborted) {
            return null;
          }
          const problem = asProblem(error);
          if (problem.code === "forbidden" || problem.code === "not-served") {
            return problem;
          }
          cursor = problem.code === "gone" ? null : cursor;
          tracker.failed(problem);
          await pause(backoffMs(attempts, tuning), signal);
        }
      }
      return null;
    },
  };
}

const QUICK_END_MS = 2_000;

/** A server that answers one list slowly must not keep all others from being watched. */
const LISTS_FIRST_MS = 1_000;

/** A fault of ours must not end the supervision; it shows as the source's state. */
function asProblem(error: unknown): KubernetesProblem {
  return isKubernetesProblem(error)
    ? error
    : new KubernetesProblem(
        "malformed",
        "Something unexpected happened while reading.",
        {
          remedy: "It is tried again; see the log for details.",
          upstream: error instanceof Error ? error.message : String(error),
          cause: error,
        },
      );
}
