import type { ServerResponse } from "node:http";
import type {
  ObjectStore,
  StoreChange,
  StoredObject,
} from "@/lib/simulator/store";
import type { KubernetesFaults } from "./faults";
import { parseRevision, selectorOf } from "./list";
import type { Selector } from "./selector";
import { serialise } from "./serialise";
import { expired, StatusError } from "./status";
import type { Target } from "./target";

export interface WatchRequest {
  response: ServerResponse;
  target: Target;
  query: URLSearchParams;
  store: ObjectStore;
  faults: KubernetesFaults;
  bookmarkIntervalMs: number;
}

/** A client this far behind is cut off instead of filling the memory. */
const backlogLimitBytes = 64 * 1024 * 1024;
const defaultTimeoutSeconds = 1800;
const lastBookmarkBeforeEndMs = 2000;

/**
 * Answers a watch: the state first when no resourceVersion is named, then every change, one JSON
 * object per line, until the timeout.
 * @throws StatusError 400 and 500 for parameters, 410 with the fault `gone = "status"`.
 */
export function answerWatch(request: WatchRequest): void {
  const { response, target, query, store, faults } = request;
  const revision = parseRevision(query, unreadableRevision);
  const matches = selectorOf(target, query);
  const started = revision === null || revision === 0;
  const tooOld = faults.takeGone(!started);
  if (tooOld === "status") {
    throw tooOldRevision(revision ?? 0, store.revision());
  }
  const stream = new WatchStream(request);
  const missed = started ? [] : store.changesSince(revision);
  if (tooOld === "event" || missed === null) {
    const oldest =
      tooOld === "event" ? store.revision() : store.oldestRevision();
    stream.error(tooOldRevision(revision ?? 0, oldest));
    response.end();
    return;
  }
  if (started) {
    for (const object of store
      .list(target.definition.kind, target.namespace)
      .filter(matches)) {
      stream.object("ADDED", object);
    }
    stream.bookmark({ "k8s.io/initial-events-end": "true" });
  }
  const from = started ? store.revision() : revision;
  const deliver = (change: StoreChange) => {
    if (change.revision > from && concerns(change, target)) {
      stream.change(change, matches);
    }
  };
  missed.forEach(deliver);
  stream.keepOpen(from, store.onChange(deliver));
}

function tooOldRevision(asked: number, oldest: number): StatusError {
  return expired(`too old resource version: ${asked} (${oldest})`);
}

function unreadableRevision(text: string): StatusError {
  const quoted = JSON.stringify(text);
  return new StatusError(
    500,
    undefined,
    `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`,
  );
}

function concerns(
  { object }: StoreChange,
  { definition, namespace }: Target,
): boolean {
  return (
    object.kind === definition.kind &&
    (namespace === undefined || object.metadata.namespace === namespace)
  );
}

class WatchStream {
  /** Once an event was swallowed this connection is dead, as a half-open one is. */
  private stuck = false;

  constructor(private readonly request: WatchRequest) {
    const { response } = request;
    response.statusCode = 200;
    response.setHeader("Content-Type", "application/json");
    response.setHeader("Cache-Control", "no-cache, private");
    response.flushHeaders();
  }

  object(type: string, object: StoredObject): void {
    this.line(type, serialise(object, this.request.target.apiVersion));
  }

  /** A change as this watch sees it: leaving the selection is a deletion, entering it an addition. */
  change(
    { object, previous, revision, type }: StoreChange,
    matches: Selector,
  ): void {
    const isIn = type !== "DELETED" && matches(object);
    const wasIn = previous !== null && matches(previous);
    if (isIn) {
      this.object(wasIn ? "MODIFIED" : "ADDED", object);
    } else if (wasIn) {
      const metadata = {
        ...previous.metadata,
        resourceVersion: String(revision),
      };
      this.object(
        "DELETED",
        type === "DELETED" ? object : { ...previous, metadata },
      );
    }
  }

  bookmark(annotations?: Record<string, string>): void {
    const { query, target, store } = this.request;
    if (!/^(1|true)$/.test(query.get("allowWatchBookmarks") ?? "")) {
      return;
    }
    const object = {
      kind: target.definition.kind,
      apiVersion: target.apiVersion,
      metadata: {
        ...(annotations === undefined ? {} : { annotations }),
        resourceVersion: String(store.revision()),
        creationTimestamp: null,
      },
    };
    this.line("BOOKMARK", JSON.stringify(object));
  }

  error({ status }: StatusError): void {
    this.line("ERROR", JSON.stringify(status));
  }

  /**
   * Bookmarks and the end of the watch; `unsubscribe` is called when the connection is gone. As on
   * a real server there is no bookmark while nothing has happened after the start, so a healthy
   * watch can be silent.
   */
  keepOpen(startRevision: number, unsubscribe: () => void): void {
    const { response, query, store, faults, bookmarkIntervalMs } = this.request;
    const timeoutSeconds =
      Number(query.get("timeoutSeconds") ?? 0) || defaultTimeoutSeconds;
    const timeoutMs = timeoutSeconds * 1000;
    const mark = () => {
      if (store.revision() > startRevision) {
        this.bookmark();
      }
    };
    const timers = [
      setInterval(mark, bookmarkIntervalMs),
      setTimeout(() => response.end(), timeoutMs),
      ...(timeoutMs > 2 * lastBookmarkBeforeEndMs
        ? [setTimeout(mark, timeoutMs - lastBookmarkBeforeEndMs)]
        : []),
    ];
    const forget = faults.watching(() => response.destroy());
    response.on("close", () => {
      timers.forEach(clearTimeout);
      forget();
      unsubscribe();
    });
  }

  private line(type: string, object: string): void {
    const { response, faults } = this.request;
    this.stuck ||= faults.silenceWatches;
    if (this.stuck || response.writableEnded) {
      return;
    }
    response.write(`{"type":"${type}","object":${object}}\n`);
    if (response.writableLength > backlogLimitBytes) {
      response.destroy();
    }
  }
}
