/** A server of a test's own, and clients for it. Every server ends with its test. */
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach } from "vitest";
import type { PrometheusSettings } from "@/lib/config/prometheus-settings";
import { createPrometheusClient } from "@/lib/prometheus/client";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

/** An answer without rows. */
export const EMPTY =
  '{"status":"success","data":{"resultType":"vector","result":[]}}';

export function forever(): AbortSignal {
  return new AbortController().signal;
}

export async function clientOf(
  listener: RequestListener,
  changes: Partial<PrometheusSettings> = {},
) {
  return createPrometheusClient({
    ...settings(await serve(listener)),
    ...changes,
  });
}

export function settings(url: string): PrometheusSettings {
  return {
    url,
    authorization: { kind: "none" },
    headers: {},
    ca: null,
    timeoutMs: 5_000,
  };
}

export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}
