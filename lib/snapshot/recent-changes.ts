/**
 * What happened to the mesh's policies and verdicts since this process watches. Bounded, in memory only:
 * nobody wrote down what was before, except the objects that carry the time of their creation.
 */
import type { Clock } from "@/lib/clock";
import type { InventoryReading } from "@/lib/kubernetes/inventory-source";
import { refKey } from "@/lib/mesh/object-ref";
import type { Inventory } from "@/lib/mesh/objects";
import type { Window } from "@/lib/mesh/window";
import type { ObjectChange, RecentChange } from "./recent-changes-entry";
import {
  judgesPolicy,
  type WatchedPolicy,
  watchedPolicies,
} from "./recent-changes-policies";
import { type JudgedMesh, VerdictMemory } from "./recent-changes-verdicts";

const MOST = 200;
const WEEK_MS = 7 * 86_400_000;

export class RecentChanges {
  readonly sinceMs: number;
  /** Grows with every change that is noted. */
  sequence = 0;
  private changes: readonly RecentChange[] = [];
  private policies: ReadonlyMap<string, WatchedPolicy> | null = null;
  private readonly verdicts = new VerdictMemory();
  private lists: readonly unknown[] = [];

  constructor(private readonly clock: Clock) {
    this.sinceMs = clock();
  }

  /** Newest first; verdicts only of this window, at most 200 of all. */
  of(window: Window): readonly RecentChange[] {
    return this.changes.filter(
      (change) => change.kind === "object" || change.window === window,
    );
  }

  noteInventory(reading: InventoryReading): void {
    if (!reading.synced) return;
    const lists = listsOf(reading.inventory);
    // Lists stay the same values until one of their kind changes; pods do all the time.
    if (lists.every((list, index) => list === this.lists[index])) return;
    this.lists = lists;
    const now = new Map(
      watchedPolicies(reading.inventory).map((policy) => [
        refKey(policy.ref),
        policy,
      ]),
    );
    const before = this.policies;
    const gone = [...(before ?? [])].filter(([key]) => !now.has(key));
    for (const [key, policy] of gone) {
      // What cannot be read any more is not gone.
      if (!judgesPolicy(reading, policy.ref)) now.set(key, policy);
      else this.add([this.deleted(policy)]);
    }
    this.add(
      [...now.values()].flatMap((policy) =>
        this.arrived(policy, before?.get(refKey(policy.ref)) ?? null),
      ),
    );
    this.policies = now;
  }

  noteVerdicts(snapshot: JudgedMesh): void {
    this.add(this.verdicts.compare(snapshot, this.clock()));
  }

  private arrived(
    policy: WatchedPolicy,
    before: WatchedPolicy | null,
  ): ObjectChange[] {
    const nowMs = this.clock();
    const change = { kind: "object", object: policy.ref } as const;
    if (before === null || before.uid !== policy.uid) {
      const atMs = Math.min(nowMs, policy.createdAtMs ?? nowMs);
      // Old objects come into sight at the start, and when a right to read them is given.
      if (nowMs - atMs > WEEK_MS) return [];
      if (policy.createdAtMs === null && this.policies === null) return [];
      return [
        {
          ...change,
          atMs,
          happened: "created",
          before: null,
          after: policy.says,
        },
      ];
    }
    if (before.content === policy.content) return [];
    return [
      {
        ...change,
        atMs: nowMs,
        happened: "changed",
        before: before.says,
        after: policy.says,
      },
    ];
  }

  private deleted({ ref, says }: WatchedPolicy): ObjectChange {
    return {
      kind: "object",
      atMs: this.clock(),
      happened: "deleted",
      object: ref,
      before: says,
      after: null,
    };
  }

  private add(changes: readonly RecentChange[]): void {
    if (changes.length === 0) return;
    this.sequence += 1;
    this.changes = [...changes, ...this.changes]
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, MOST);
  }
}

function listsOf(inventory: Inventory): readonly unknown[] {
  return [
    inventory.peerAuthentications,
    inventory.destinationRules,
    inventory.legacyPolicies,
  ];
}
