import { type ChildProcess, fork } from "node:child_process";
import { cpuSeconds } from "./process-figures";
import type { RunningDashboard } from "./programs";

export interface ViewerCost {
  /** Share of one core the server computes for one viewer, and for many. */
  readonly one: number;
  readonly many: number;
  readonly ratio: number;
}

export const MANY = 50;

const SETTLE_MS = 5_000;
const MEASURED_MS = 20_000;

/** What the server computes while people look on; the cluster should be changing meanwhile. */
export async function viewerCost(
  dashboard: RunningDashboard,
): Promise<ViewerCost> {
  const one = await costOf(dashboard, 1);
  const many = await costOf(dashboard, MANY);
  return { one, many, ratio: many / one };
}

async function costOf(
  dashboard: RunningDashboard,
  count: number,
): Promise<number> {
  const viewers = fork("bench/app/viewers.ts", [dashboard.url, String(count)], {
    execArgv: ["--import", "tsx"],
  });
  try {
    await pause(SETTLE_MS);
    const pid = dashboard.pid();
    const startedMs = performance.now();
    const before = cpuSeconds(pid);
    await pause(MEASURED_MS);
    const computed = cpuSeconds(pid) - before;
    return computed / ((performance.now() - startedMs) / 1_000);
  } finally {
    await ended(viewers);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) =>
    child.once("exit", () => resolve()),
  );
  child.disconnect();
  return gone;
}
