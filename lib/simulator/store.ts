import { randomUUID } from "node:crypto";
import type { SimulatedClock } from "./clock";
import { firstIndex } from "./first-index";
import { type Folder, sortedFolder, sortedFolders } from "./folder";
import { timestampSeconds } from "./kubernetes/timestamp";

/**
 * A Kubernetes object as the store keeps it: one JSON object, never changed after it was stored.
 * Whoever wants a change makes a copy and writes it.
 */
export interface StoredObject {
  apiVersion: string;
  kind: string;
  metadata: StoredMetadata;
  [field: string]: unknown;
}

export interface StoredMetadata {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  /** RFC 3339, whole seconds, UTC, as Kubernetes prints it. */
  creationTimestamp: string;
  generation?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  managedFields?: unknown[];
  [field: string]: unknown;
}

/** An object on its way into the store: what it lacks is filled in. */
export interface SeedObject {
  apiVersion: string;
  kind: string;
  metadata: Partial<StoredMetadata> & { name: string };
  [field: string]: unknown;
}

/** One change, with the revision it made; the history that watches replay. */
export interface StoreChange {
  type: "ADDED" | "MODIFIED" | "DELETED";
  /** For DELETED: the last state, with the resourceVersion of the deletion. */
  object: StoredObject;
  previous: StoredObject | null;
  revision: number;
}

interface KindIndex {
  /** By namespace; "" at cluster scope. */
  readonly folders: Map<string, Folder>;
  /** All objects in etcd's key order; null after any change. */
  sorted: StoredObject[] | null;
  count: number;
}

const historyLimit = 20_000;
const mostPastLists = 8;

/**
 * Every object of the simulated cluster, with one revision counter for all kinds as in etcd, and a
 * bounded history so that a watch can start in the past.
 *
 *     seed / put / remove ─▶ index per kind ─▶ history ─▶ listeners (watches, traffic, telemetry)
 */
export class ObjectStore {
  private readonly kinds = new Map<string, KindIndex>();
  private readonly listeners = new Set<(change: StoreChange) => void>();
  private history: StoreChange[] = [];
  private readonly pastLists = new Map<string, StoredObject[]>();
  private lastRevision = 1;
  private compactedRevision = 0;

  constructor(private readonly clock: SimulatedClock) {}

  /** The revision of the newest change. */
  revision(): number {
    return this.lastRevision;
  }

  /** Objects of a kind in namespace-then-name order. The array is the store's own: do not change it. */
  list(kind: string, namespace?: string): StoredObject[] {
    const index = this.kinds.get(kind);
    if (index === undefined) {
      return [];
    }
    if (namespace === undefined) {
      index.sorted ??= sortedFolders(index.folders);
      return index.sorted;
    }
    const folder = index.folders.get(namespace);
    return folder === undefined ? [] : [...sortedFolder(folder)];
  }

  /** How many there are of a kind. */
  count(kind: string): number {
    return this.kinds.get(kind)?.count ?? 0;
  }

  /** Every object of a namespace, whatever its kind. */
  inNamespace(namespace: string): StoredObject[] {
    return [...this.kinds.keys()].flatMap((kind) => this.list(kind, namespace));
  }

  get(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    return this.kinds
      .get(kind)
      ?.folders.get(namespace ?? "")
      ?.objects.get(name);
  }

  /**
   * Writes without admission, for a world being built. Fills uid, resourceVersion and
   * creationTimestamp where missing; an object of the same name is replaced and keeps its identity.
   */
  seed(object: SeedObject): StoredObject {
    const { metadata } = object;
    const existing = this.get(object.kind, metadata.namespace, metadata.name);
    return this.put({
      ...object,
      metadata: {
        ...metadata,
        uid: metadata.uid ?? existing?.metadata.uid ?? randomUUID(),
        creationTimestamp:
          metadata.creationTimestamp ??
          existing?.metadata.creationTimestamp ??
          timestampSeconds(this.clock.nowMs()),
        resourceVersion: "",
      },
    });
  }

  /** Stores this very state under the next revision and tells everyone. */
  put(object: StoredObject): StoredObject {
    const { name, namespace } = object.metadata;
    const revision = this.lastRevision + 1;
    const stored: StoredObject = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(revision) },
    };
    const index = this.kinds.get(object.kind) ?? {
      folders: new Map<string, Folder>(),
      sorted: null,
      count: 0,
    };
    this.kinds.set(object.kind, index);
    const folder = index.folders.get(namespace ?? "") ?? {
      objects: new Map<string, StoredObject>(),
      sorted: null,
    };
    index.folders.set(namespace ?? "", folder);
    const previous = folder.objects.get(name) ?? null;
    folder.objects.set(name, stored);
    folder.sorted = null;
    index.sorted = null;
    if (previous === null) {
      index.count += 1;
    }
    this.record({
      type: previous === null ? "ADDED" : "MODIFIED",
      object: stored,
      previous,
      revision,
    });
    return stored;
  }

  /** Removes an object; nothing happens when it is not there. */
  remove(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    const index = this.kinds.get(kind);
    const folder = index?.folders.get(namespace ?? "");
    const previous = folder?.objects.get(name);
    if (index === undefined || folder === undefined || previous === undefined) {
      return undefined;
    }
    folder.objects.delete(name);
    folder.sorted = null;
    index.sorted = null;
    index.count -= 1;
    const revision = this.lastRevision + 1;
    const object: StoredObject = {
      ...previous,
      metadata: { ...previous.metadata, resourceVersion: String(revision) },
    };
    this.record({ type: "DELETED", object, previous, revision });
    return object;
  }

  /** The oldest revision a watch can still start from. */
  oldestRevision(): number {
    return this.compactedRevision;
  }

  /** Calls the listener after every change, in order; the answer ends it. */
  onChange(listener: (change: StoreChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The changes after a revision, oldest first; null when that history is forgotten. */
  changesSince(revision: number): StoreChange[] | null {
    if (revision < this.compactedRevision) {
      return null;
    }
    return this.history.slice(
      firstIndex(this.history, (change) => change.revision > revision),
    );
  }

  /**
   * The list as it was at a revision, for a client that reads it in pages; null when that history
   * is forgotten.
   */
  listAt(
    kind: string,
    namespace: string | undefined,
    revision: number,
  ): StoredObject[] | null {
    const undone = this.changesSince(revision)?.filter(
      ({ object }) =>
        object.kind === kind &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
    if (undone === undefined || undone.length === 0) {
      return undone === undefined ? null : this.list(kind, namespace);
    }
    // Whoever reads in pages asks for the same state again and again.
    const key = `${kind}|${namespace ?? ""}|${revision}`;
    const known = this.pastLists.get(key);
    if (known !== undefined) {
      return known;
    }
    const objects = new Map(
      this.list(kind, namespace).map((it) => [objectKey(it), it] as const),
    );
    for (const { object, previous } of undone.reverse()) {
      const past = objectKey(object);
      if (previous === null) {
        objects.delete(past);
      } else {
        objects.set(past, previous);
      }
    }
    const list = [...objects.keys()]
      .sort()
      .flatMap((past) => objects.get(past) ?? []);
    if (this.pastLists.size >= mostPastLists) {
      this.pastLists.clear();
    }
    this.pastLists.set(key, list);
    return list;
  }

  /** Forgets the history up to and including a revision, as etcd's compaction does. */
  compact(revision: number = this.lastRevision): void {
    this.compactedRevision = Math.max(
      this.compactedRevision,
      Math.min(revision, this.lastRevision),
    );
    this.history = this.changesSince(this.compactedRevision) ?? [];
  }

  private record(change: StoreChange): void {
    this.lastRevision = change.revision;
    this.history.push(change);
    if (this.history.length > 2 * historyLimit) {
      const forgotten = this.history[this.history.length - historyLimit - 1];
      this.compact(forgotten?.revision ?? change.revision);
    }
    for (const listener of this.listeners) {
      listener(change);
    }
  }
}

/** "namespace/name", or the name alone at cluster scope; lists are sorted by it. */
export function objectKey({ metadata }: StoredObject): string {
  return storeKey(metadata.namespace, metadata.name);
}

function storeKey(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
