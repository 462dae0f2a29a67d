import { type BrowserFigures, browserFigures } from "./browser";
import { type FirstSync, firstSync } from "./first-sync-ratio";
import { residentBytes } from "./process-figures";
import { runDashboard, runSimulator, until } from "./programs";
import { type SnapshotAnswers, snapshotAnswers } from "./snapshot-answers";
import { type ViewerCost, viewerCost } from "./viewer-cost";

export interface AppFigures {
  readonly scenario: string;
  readonly sync: FirstSync;
  readonly memoryBytes: number;
  readonly answers: SnapshotAnswers;
  readonly browser: BrowserFigures;
  readonly viewers: ViewerCost;
}

/** Pods a second that are rolled while people look on. */
const CHURN = 2;

/** The built app against one scenario: as it starts, as it is looked at, and as many look at it. */
export async function measureApp(
  scenario: string,
  browserPath: string,
): Promise<AppFigures> {
  const simulator = await runSimulator(scenario);
  try {
    const sync = await firstSync(simulator);
    const dashboard = await runDashboard(simulator);
    try {
      await until(`${dashboard.url}/api/snapshot?window=1h`);
      const memoryBytes = residentBytes(dashboard.pid());
      const answers = await snapshotAnswers(dashboard.url);
      const browser = await browserFigures(browserPath, dashboard, simulator);
      await simulator.control("churn", { rate: CHURN });
      const viewers = await viewerCost(dashboard);
      return { scenario, sync, memoryBytes, answers, browser, viewers };
    } finally {
      await dashboard.stop();
    }
  } finally {
    await simulator.stop();
  }
}
