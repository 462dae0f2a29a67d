import { createPrometheusClient } from "@/lib/prometheus/client";
import {
  readTelemetry,
  type TelemetryReading,
} from "@/lib/prometheus/telemetry";

export type GoodReading = Extract<TelemetryReading, { state: "read" }>;

/** One reading of a real Prometheus. @throws when it fails */
export async function readRealTelemetry(
  url: string,
  windowS: number,
): Promise<GoodReading> {
  const client = createPrometheusClient({
    url,
    authorization: { kind: "none" },
    headers: {},
    ca: null,
    timeoutMs: 60_000,
  });
  const found = await readTelemetry(client, windowS, {
    signal: new AbortController().signal,
  });
  if (found.state === "failed") throw new Error(JSON.stringify(found.problem));
  return found;
}
