import type { SourceState, SourceStatement } from "@/lib/mesh/source";
import type { Logger } from "@/lib/observability/logger";

/** Writes one line when a source's state changes; the sentences hold no secrets. */
export function createStatementLog(logger: Logger): {
  write(statements: readonly SourceStatement[]): void;
} {
  const states = new Map<string, SourceState>();
  return {
    write(statements) {
      for (const { id, state, message, namespaces } of statements) {
        if (states.get(id) !== state) {
          states.set(id, state);
          const level = state === "down" || state === "stale" ? "warn" : "info";
          logger[level](
            { source: id, state, namespaces: namespaces.length, message },
            "kubernetes source",
          );
        }
      }
    },
  };
}
