import type { Pod } from "@/lib/mesh/objects";

/** One pod's use of one address. Times are the watching server's, Unix milliseconds. */
export interface AddressLease {
  readonly ip: string;
  readonly pod: Pod;
  /** When the pod was first seen with it; its creation, where it had the address when it was first seen. */
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
  /** Every pod as it was when it was last seen, also without an address, by uid. */
  private readonly last = new Map<string, Pod>();
  private inSight: ReadonlySet<string> = new Set();
  private lookedMs = Number.NEGATIVE_INFINITY;

  /** Takes note of all pods of the cluster as they are now. Cheap where few of them changed. */
  observe(pods: readonly Pod[], nowMs: number): void {
    const inSight = new Set<string>();
    const finished: Pod[] = [];
    for (const pod of pods) {
      inSight.add(pod.uid);
      const known = this.last.get(pod.uid);
      if (known === pod && this.inSight.has(pod.uid)) continue;
      this.last.set(pod.uid, pod);
      if (known !== undefined) this.turn(known, pod, nowMs);
      else if (isRunning(pod)) this.begin(pod, begunMs(pod) ?? nowMs, nowMs);
      else finished.push(pod);
    }
    for (const uid of this.inSight) {
      const gone = inSight.has(uid) ? undefined : this.last.get(uid);
      if (gone) this.end(gone, heldBy(gone), nowMs);
    }
    // The newest first: each may end where the next one on its address begins.
    finished.sort((a, b) => (begunMs(b) ?? nowMs) - (begunMs(a) ?? nowMs));
    for (const pod of finished) {
      this.remember(pod, begunMs(pod) ?? nowMs, nowMs);
    }
    this.inSight = inSight;
    this.lookedMs = nowMs;
  }

  /**
   * Pods that may have had this address at that moment. More than one on a node's address (hostNetwork), or
   * where one lease ended and another began at about the same time. One that is "Succeeded" or "Failed" here
   * had finished before it was first seen: where it does not say when, it may or may not have been it.
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
    const remembered = new Set(
      [...this.leases.values()].flat().map(({ pod }) => pod.uid),
    );
    for (const uid of this.last.keys()) {
      if (!this.inSight.has(uid) && !remembered.has(uid)) this.last.delete(uid);
    }
  }

  /** A pod that was seen before, maybe a while ago, is another now. */
  private turn(known: Pod, pod: Pod, nowMs: number): void {
    const [held, holds] = [heldBy(known), heldBy(pod)];
    const both = holds.filter((ip) => held.includes(ip));
    const ended = held.filter((ip) => !holds.includes(ip));
    this.end(known, ended, endedMs(pod, nowMs) ?? nowMs);
    // It had only been out of our sight.
    this.change(pod, both, (lease) => ({ ...lease, pod, untilMs: null }));
    for (const ip of holds) {
      if (!both.includes(ip))
        this.add({ ip, pod, fromMs: nowMs, untilMs: null });
    }
    if (isRunning(known) && !isRunning(pod)) {
      const unseen = addressesOf(pod).filter((ip) => !held.includes(ip));
      if (unseen.length > 0) this.remember(pod, this.lookedMs, nowMs, unseen);
    }
  }

  /** With an address at first sight, a pod has had it since it was made, or nearly. */
  private begin(pod: Pod, fromMs: number, nowMs: number): void {
    for (const ip of addressesOf(pod)) {
      this.add({ ip, pod, fromMs: Math.min(fromMs, nowMs), untilMs: null });
    }
  }

  /** A pod that had finished when it, or its address, was seen: the lease is over, at the latest by now. */
  private remember(
    pod: Pod,
    fromMs: number,
    nowMs: number,
    ips: readonly string[] = addressesOf(pod),
  ): void {
    for (const ip of ips) {
      const next = pod.hostNetwork
        ? []
        : (this.leases.get(ip) ?? [])
            .filter((other) => !other.pod.hostNetwork && other.fromMs > fromMs)
            .map((other) => other.fromMs);
      const untilMs = endedMs(pod, nowMs) ?? Math.min(nowMs, ...next);
      this.add({ ip, pod, fromMs: Math.min(fromMs, untilMs), untilMs });
    }
  }

  private add(lease: AddressLease): void {
    const others = this.leases.get(lease.ip) ?? [];
    this.leases.set(lease.ip, [...others, lease]);
  }

  private end(pod: Pod, ips: readonly string[], endMs: number): void {
    this.change(pod, ips, (lease) => ({
      ...lease,
      untilMs: lease.untilMs ?? Math.max(lease.fromMs, endMs),
    }));
  }

  /** The pod's newest lease of each of these addresses. */
  private change(
    { uid }: Pod,
    ips: readonly string[],
    edit: (lease: AddressLease) => AddressLease,
  ): void {
    for (const ip of ips) {
      const leases = this.leases.get(ip) ?? [];
      const newest = leases.findLast((lease) => lease.pod.uid === uid);
      if (!newest) continue;
      this.leases.set(
        ip,
        leases.map((lease) => (lease === newest ? edit(lease) : lease)),
      );
    }
  }
}

/** All addresses of a pod; empty while it has none. */
export function addressesOf({ ip, moreIps }: Pod): readonly string[] {
  return ip === null ? [] : [ip, ...(moreIps ?? [])];
}

function heldBy(pod: Pod): readonly string[] {
  return isRunning(pod) ? addressesOf(pod) : [];
}

/** Before that it had no address. */
function begunMs({ createdAt, startedAtS }: Pod): number | null {
  const ms =
    startedAtS === undefined ? Date.parse(createdAt ?? "") : startedAtS * 1_000;
  return Number.isNaN(ms) ? null : ms;
}

/** When a finished pod ended, as it says itself; null = it does not. */
function endedMs({ finishedAtS }: Pod, nowMs: number): number | null {
  return finishedAtS === undefined
    ? null
    : Math.min(finishedAtS * 1_000, nowMs);
}

/** A finished pod keeps its record, but its address may already be another's. */
export function isRunning({ phase }: Pick<Pod, "phase">): boolean {
  return phase !== "Succeeded" && phase !== "Failed";
}
