import { backoffMs } from "./backoff";
import { pause } from "./pause";
import type { Reflector } from "./reflector";

/** The readers of one kind, one per namespace, for when the whole cluster may not be listed at once. */
export interface NamespaceReaders<T> {
  readonly readers: ReadonlyMap<string, Reflector<T>>;
  /** Starts readers for new namespaces and drops those of gone ones. */
  follow(namespaces: readonly string[]): void;
  /** Resolves when every reader has ended. */
  stop(): Promise<void>;
}

export interface NamespaceReadersOptions<T> {
  readonly create: (namespace: string) => Reflector<T>;
  readonly forbiddenMessage: (namespace: string) => string;
  readonly forbiddenRecheckMs: number;
  /** The kind itself is gone. */
  readonly onNotServed: () => void;
  readonly onChange: () => void;
}

export function createNamespaceReaders<T>(
  options: NamespaceReadersOptions<T>,
): NamespaceReaders<T> {
  const readers = new Map<string, Reflector<T>>();
  const stops = new Map<string, AbortController>();
  const running = new Set<Promise<void>>();

  async function read(namespace: string, signal: AbortSignal): Promise<void> {
    const reader = options.create(namespace);
    readers.set(namespace, reader);
    while (!signal.aborted) {
      const problem = await reader.run(signal);
      if (problem === null) {
        return;
      }
      if (problem.code === "not-served") {
        options.onNotServed();
        return;
      }
      reader.store.clear();
      reader.tracker.forbidden(options.forbiddenMessage(namespace));
      // The more namespaces refuse, the less often each is asked again.
      const spreadMs = Math.max(
        options.forbiddenRecheckMs,
        readers.size * 1_000,
      );
      await pause(
        backoffMs(1, { backoffBaseMs: spreadMs, backoffCapMs: spreadMs }),
        signal,
      );
    }
  }

  return {
    readers,
    follow(namespaces) {
      const wanted = new Set(namespaces);
      for (const [namespace, stop] of stops) {
        if (!wanted.has(namespace)) {
          stop.abort();
          stops.delete(namespace);
          readers.delete(namespace);
          options.onChange();
        }
      }
      for (const namespace of wanted) {
        if (!stops.has(namespace)) {
          const stop = new AbortController();
          stops.set(namespace, stop);
          const done: Promise<void> = read(namespace, stop.signal).finally(() =>
            running.delete(done),
          );
          running.add(done);
        }
      }
    },
    async stop() {
      for (const stop of stops.values()) {
        stop.abort();
      }
      await Promise.allSettled(running);
    },
  };
}
