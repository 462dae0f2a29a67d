/**
 * A process of its own: reads the traffic of 1,000 services again and again, and prints as one line of JSON what that
 * costs us. Called with the address of `evidence-server.ts`.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createPrometheusClient } from "@/lib/prometheus/client";
import { readTelemetry } from "@/lib/prometheus/telemetry";

const ROUNDS = 9;
const WARM_UP = 2;

const client = createPrometheusClient({
  url: process.argv[2] ?? "",
  authorization: { kind: "none" },
  headers: {},
  ca: null,
  timeoutMs: 30_000,
});
const workMs: number[] = [];
const blockedMs: number[] = [];
const heapMb: number[] = [];
let edges = 0;
for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
  globalThis.gc?.();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = heldBytes();
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, heldBytes());
  }, 2);
  delay.enable();
  const usage = process.cpuUsage();
  const reading = await readTelemetry(client, 3_600, {
    signal: new AbortController().signal,
  });
  const { user, system } = process.cpuUsage(usage);
  most = Math.max(most, heldBytes());
  // The histogram hears of the last block when the loop turns once more.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  clearInterval(watching);
  if (reading.state !== "read") throw new Error(reading.problem.message);
  edges = reading.telemetry.edges.length;
  if (round < WARM_UP) continue;
  workMs.push((user + system) / 1_000);
  blockedMs.push(delay.max / 1e6);
  heapMb.push((most - before) / 1e6);
}
console.log(JSON.stringify({ edges, workMs, blockedMs, heapMb }));
process.exit(0);

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
