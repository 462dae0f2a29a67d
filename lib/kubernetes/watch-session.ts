import { z } from "zod";
import type { KubernetesConnection } from "./connection";
import { acceptHeader, type ListTarget } from "./paged-list";
import { KubernetesProblem } from "./problem";
import { requestSubject } from "./request-subject";
import { statusObjectProblem } from "./status-problem";
import type { Tuning } from "./tuning";

/**
 * Why a watch ended without an error: `ended` by the server's own time limit; `silent`, neither event nor bookmark for
 * too long; `relist-due`, time to compare with a full list.
 */
export type WatchEnd = "ended" | "silent" | "relist-due";

/** Where to go on from; moved by every event, so that it is right even after an error. */
export interface WatchCursor {
  resourceVersion: string;
}

export interface WatchHandlers {
  /** The server has accepted the watch. */
  onOpen(): void;
  /** An event or bookmark came. */
  onAlive(): void;
  onPut(object: unknown): void;
  onDelete(object: unknown): void;
}

const eventSchema = z.object({
  type: z.enum(["ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR"]),
  object: z.looseObject({
    metadata: z
      .looseObject({ resourceVersion: z.string().optional() })
      .optional(),
  }),
});

/** One watch from the cursor to its end. Throws KubernetesProblem when it cannot be opened or is cut; `gone` when its history is. */
export async function watchOnce(
  connection: KubernetesConnection,
  target: ListTarget,
  cursor: WatchCursor,
  handlers: WatchHandlers,
  tuning: Pick<Tuning, "watchTimeoutS" | "silentWatchMs">,
  relistInMs: number,
  signal: AbortSignal,
): Promise<WatchEnd> {
  const guard = new AbortController();
  const onSilence = () => guard.abort("silent" satisfies WatchEnd);
  let silence = setTimeout(onSilence, tuning.silentWatchMs);
  const relist = setTimeout(
    () => guard.abort("relist-due" satisfies WatchEnd),
    relistInMs,
  );
  try {
    const events = await connection.openStream(
      target.path,
      {
        ...target.query,
        watch: true,
        allowWatchBookmarks: true,
        timeoutSeconds: tuning.watchTimeoutS,
        resourceVersion: cursor.resourceVersion,
      },
      AbortSignal.any([signal, guard.signal]),
      acceptHeader(target, "PartialObjectMetadata"),
    );
    handlers.onOpen();
    for await (const raw of events) {
      clearTimeout(silence);
      silence = setTimeout(onSilence, tuning.silentWatchMs);
      handle(raw, target, cursor, handlers);
      handlers.onAlive();
    }
    return guardEnd(guard.signal) ?? "ended";
  } catch (error) {
    const end = signal.aborted ? null : guardEnd(guard.signal);
    if (end === null) {
      throw error;
    }
    return end;
  } finally {
    clearTimeout(silence);
    clearTimeout(relist);
  }
}

function guardEnd(guard: AbortSignal): "silent" | "relist-due" | null {
  if (!guard.aborted) {
    return null;
  }
  return guard.reason === "silent" ? "silent" : "relist-due";
}

function handle(
  raw: unknown,
  target: ListTarget,
  cursor: WatchCursor,
  handlers: WatchHandlers,
): void {
  const event = eventSchema.safeParse(raw);
  if (!event.success) {
    throw new KubernetesProblem(
      "malformed",
      `The watch of ${target.path} sent something that is not an event.`,
      { remedy: "Check what stands between here and the API server." },
    );
  }
  const { type: change, object } = event.data;
  switch (change) {
    case "ERROR":
      throw statusObjectProblem(
        object,
        requestSubject("GET", target.path, true),
      );
    case "ADDED":
    case "MODIFIED":
      handlers.onPut(object);
      break;
    case "DELETED":
      handlers.onDelete(object);
      break;
    case "BOOKMARK":
      break;
    default:
      change satisfies never;
  }
  cursor.resourceVersion =
    object.metadata?.resourceVersion ?? cursor.resourceVersion;
}
