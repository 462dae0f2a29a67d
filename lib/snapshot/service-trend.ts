import { credibility } from "@/lib/mesh/matrix/credible-edges";
import type { TrafficCaller } from "@/lib/mesh/traffic/caller";
import { windowSeconds } from "@/lib/mesh/window";
import type { TrendQuestion, TrendReading } from "@/lib/prometheus/trend";
import type { MeshSnapshot } from "./mesh-snapshot";

/** The course of one service's traffic, and whose calls it counts. */
export interface ServiceTrend {
  readonly workloads: readonly string[];
  /** null = no pods stand behind the service, so nobody was asked. */
  readonly reading: TrendReading | null;
}

export interface WantedTrend {
  readonly namespace: string;
  readonly name: string;
  /** Missing = everybody's calls. */
  readonly caller?: TrafficCaller | undefined;
}

/**
 * Asks about the workloads the service has in this snapshot, up to the moment its figures speak of,
 * so that a chart and the row beside it end at the same time.
 * @returns null = the snapshot has no such service
 */
export async function askTrend(
  snapshot: MeshSnapshot,
  wanted: WantedTrend,
  read: (question: TrendQuestion) => Promise<TrendReading>,
): Promise<ServiceTrend | null> {
  const row = snapshot.matrix.rows.find(
    ({ service }) =>
      service.namespace === wanted.namespace && service.name === wanted.name,
  );
  if (!row) return null;
  const workloads = row.policy.workloads.map(({ name }) => name).sort();
  if (workloads.length === 0) return { workloads, reading: null };
  const reading = await read({
    destination: {
      namespace: wanted.namespace,
      workloads,
      caller: wanted.caller ?? null,
    },
    windowS: windowSeconds(snapshot.window),
    endS: snapshot.trafficAsOfS,
    believes: credibility(snapshot.index),
  });
  return { workloads, reading };
}
