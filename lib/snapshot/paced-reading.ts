import type { Clock } from "@/lib/clock";
import type { InventoryReading } from "@/lib/kubernetes/inventory-source";
import type { Inventory } from "@/lib/mesh/objects";

/** Pods of a large mesh roll all day; nobody reads faster than this. */
export const PACE_MS = 2_000;

/** What people wait for, or decide by: none of it may come late. */
const URGENT = [
  "meshConfig",
  "namespaces",
  "services",
  "peerAuthentications",
  "destinationRules",
  "legacyPolicies",
] as const satisfies readonly (keyof Inventory)[];

/**
 * The reading that snapshots are made of. A policy is in it at once; where only pods and what hangs on them
 * changed, it follows every two seconds, so that a mesh that never rests does not send every viewer
 * a new matrix with every pod.
 */
export class PacedReading {
  private shown: InventoryReading;
  private shownAtMs: number;
  private timer: NodeJS.Timeout | null = null;

  /** @param onShown called when another reading is shown */
  constructor(
    private readonly latest: () => InventoryReading,
    private readonly clock: Clock,
    private readonly onShown: () => void,
  ) {
    this.shown = latest();
    this.shownAtMs = clock();
  }

  current(): InventoryReading {
    // Until everything was read once, each kind that arrives is news.
    if (!this.shown.synced) this.show();
    return this.shown;
  }

  /** Shows the latest now: whoever is about to write must not decide by what is seconds old. */
  hurry(): void {
    if (this.shown === this.latest()) return;
    this.show();
    this.onShown();
  }

  /** To be called after each change. */
  changed(): void {
    const waitedMs = this.clock() - this.shownAtMs;
    if (isUrgent(this.shown, this.latest()) || waitedMs >= PACE_MS) {
      this.show();
      this.onShown();
      return;
    }
    this.timer ??= setTimeout(() => {
      this.show();
      this.onShown();
    }, PACE_MS - waitedMs).unref();
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private show(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.shown = this.latest();
    this.shownAtMs = this.clock();
  }
}

function isUrgent(before: InventoryReading, after: InventoryReading): boolean {
  return (
    !before.synced ||
    URGENT.some((kind) => before.inventory[kind] !== after.inventory[kind]) ||
    statesOf(before) !== statesOf(after)
  );
}

/** A source that failed, or recovered. */
function statesOf({ statements }: InventoryReading): string {
  return statements.map(({ id, state }) => `${id} ${state}`).join("\n");
}
