import { systemClock } from "@/lib/clock";
import { connectKubernetes } from "@/lib/kubernetes/connection";
import {
  type InventoryReading,
  startInventorySource,
} from "@/lib/kubernetes/inventory-source";
import type { Tuning } from "@/lib/kubernetes/tuning";
import type { SourceStatement } from "@/lib/mesh/source";
import { createLogger } from "@/lib/observability/logger";

/** A source that runs against a kubeconfig, with times short enough for tests. */
export interface StartedSource {
  reading(): InventoryReading;
  /** The one statement with that id; fails when there is none. */
  statement(id: string): SourceStatement;
  readonly changes: number;
  stop(): Promise<void>;
}

export const QUICK: Partial<Tuning> = {
  requestTimeoutMs: 2_000,
  backoffBaseMs: 20,
  backoffCapMs: 100,
  absentRecheckMs: 100,
  forbiddenRecheckMs: 100,
  pollMs: 100,
  debounceMs: 5,
};

export async function startSource(
  kubeconfig: string,
  tuning: Partial<Tuning> = {},
  controlPlaneNamespaces?: readonly string[],
): Promise<StartedSource> {
  const connection = await connectKubernetes({ kubeconfig, context: null });
  let changes = 0;
  const source = startInventorySource({
    connection,
    clock: systemClock,
    logger: createLogger("silent"),
    onChange: () => {
      changes += 1;
    },
    tuning: { ...QUICK, ...tuning },
    ...(controlPlaneNamespaces === undefined ? {} : { controlPlaneNamespaces }),
  });
  return {
    reading: () => source.current(),
    statement(id) {
      const { statements } = source.current();
      const found = statements.find((statement) => statement.id === id);
      if (found === undefined) {
        const ids = statements.map((statement) => statement.id).join(", ");
        throw new Error(`no statement ${id} among ${ids}`);
      }
      return found;
    },
    get changes() {
      return changes;
    },
    async stop() {
      await source.stop();
      connection.close();
    },
  };
}
