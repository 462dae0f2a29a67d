import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { RunningSimulator } from "./programs";

export interface FirstSync {
  readonly syncMs: number;
  readonly plainMs: number;
  readonly ratio: number;
}

const printedSchema = z.object({
  syncMs: z.array(z.number()).min(1),
  plainMs: z.array(z.number()).min(1),
});

/** How much longer the app takes to read a cluster than anybody who only lists it; medians. */
export async function firstSync(
  simulator: RunningSimulator,
): Promise<FirstSync> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "bench/app/first-sync.ts"],
    {
      env: {
        ...process.env,
        KUBECONFIG: simulator.kubeconfig,
        LOG_LEVEL: "error",
      },
    },
  );
  const line = stdout.trim().split("\n").at(-1) ?? "";
  const printed = printedSchema.parse(JSON.parse(line));
  const syncMs = median(printed.syncMs);
  const plainMs = median(printed.plainMs);
  return { syncMs, plainMs, ratio: syncMs / plainMs };
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
