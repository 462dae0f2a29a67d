import type { Pod } from "@/lib/mesh/objects";

/** One pod's use of one address. Times are the watching server's, Unix milliseconds. */
export interface AddressLease {
  readonly ip: string;
  readonly pod: Pod;
  /** When the pod was first seen with it; its creation, where that is known. */
  readonly fromMs: number;
  /** null = it still has it. */
  readonly untilMs: number | null;
}

/** Ended leases are kept for a day: as long as anybody reads a log back. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Who had which address when. Addresses are used again within minutes, so the pod that has one now may not
 * be the one that called; a log line is therefore joined with the lease of its own time.
 */
export class AddressBook {
  private readonly leases = new Map<string, AddressLease[]>();
  private current = new Map<string, Pod>();

  /** Takes note of all pods of the cluster as they are now. Cheap where few of them changed. */
  observe(pods: readonly Pod[], nowMs: number): void {
    const next = new Map<string, Pod>();
    for (const pod of pods) {
      if (pod.ip === null) continue;
      next.set(pod.uid, pod);
      const known = this.current.get(pod.uid);
      if (known === pod) continue;
      if (known && sameLeases(known, pod)) {
        this.replace(pod);
        continue;
      }
      if (known) this.end(known, nowMs);
      if (isRunning(pod)) this.begin(pod, nowMs);
    }
    for (const [uid, pod] of this.current) {
      if (!next.has(uid)) this.end(pod, nowMs);
    }
    this.current = next;
  }

  /**
   * Pods that may have had this address at that moment. More than one on a node's address (hostNetwork), or
   * where one lease ended and another began at about the same time.
   * @param atMs null = the moment is not known, so every lease counts
   * @param slackMs how far the clocks of the cluster and ours may be apart
   */
  holders(ip: string, atMs: number | null, slackMs = 5_000): readonly Pod[] {
    const found = (this.leases.get(ip) ?? []).filter(
      ({ fromMs, untilMs }) =>
        atMs === null ||
        (fromMs - slackMs <= atMs && atMs <= (untilMs ?? Infinity) + slackMs),
    );
    const exact = found.filter(
      ({ fromMs, untilMs }) =>
        atMs !== null && fromMs <= atMs && atMs <= (untilMs ?? Infinity),
    );
    return (exact.length > 0 ? exact : found).map(({ pod }) => pod);
  }

  /** Forgets what ended too long ago to matter. */
  sweep(nowMs: number): void {
    for (const [ip, leases] of this.leases) {
      const kept = leases.filter(
        ({ untilMs }) => untilMs === null || nowMs - untilMs < KEPT_MS,
      );
      if (kept.length === 0) this.leases.delete(ip);
      else if (kept.length < leases.length) this.leases.set(ip, kept);
    }
  }

  private begin(pod: Pod, nowMs: number): void {
    const createdMs = Date.parse(pod.createdAt ?? "");
    // Seen for the first time at our start, it has had the address since it was made, or nearly.
    const fromMs = Number.isNaN(createdMs) ? nowMs : Math.min(createdMs, nowMs);
    for (const ip of addressesOf(pod)) {
      const lease = { ip, pod, fromMs, untilMs: null };
      // A pod that is here again had only been out of our sight.
      const others = (this.leases.get(ip) ?? []).filter(
        (known) => known.pod.uid !== pod.uid,
      );
      this.leases.set(ip, [...others, lease]);
    }
  }

  private end(pod: Pod, nowMs: number): void {
    this.change(pod, (lease) => ({ ...lease, untilMs: nowMs }));
  }

  private replace(pod: Pod): void {
    this.change(pod, (lease) => ({ ...lease, pod }));
  }

  private change(pod: Pod, edit: (lease: AddressLease) => AddressLease): void {
    for (const ip of addressesOf(pod)) {
      const leases = this.leases.get(ip);
      if (!leases) continue;
      this.leases.set(
        ip,
        leases.map((lease) =>
          lease.untilMs === null && lease.pod.uid === pod.uid
            ? edit(lease)
            : lease,
        ),
      );
    }
  }
}

/** All addresses of a pod; empty while it has none. */
export function addressesOf({ ip, moreIps }: Pod): readonly string[] {
  return ip === null ? [] : [ip, ...(moreIps ?? [])];
}

function sameLeases(known: Pod, pod: Pod): boolean {
  return (
    isRunning(known) === isRunning(pod) &&
    addressesOf(known).join() === addressesOf(pod).join()
  );
}

/** A finished pod keeps its record, but its address may already be another's. */
function isRunning(pod: Pod): boolean {
  return pod.phase !== "Succeeded" && pod.phase !== "Failed";
}
