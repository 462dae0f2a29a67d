import type { EnforcementPoint } from "@/lib/mesh/mode";
import { refKey } from "@/lib/mesh/object-ref";
import type { Pod } from "@/lib/mesh/objects";
import { podGroup } from "./pod-group";
import type { Telemetry } from "./traffic";

export interface ScrapeHistory {
  /** Of a workload of this service no proxy is known that counted before the window (semantics D4). */
  readonly isYoung: boolean;
  /** The longest stretch in which one that should have been scraped was not, seconds. */
  readonly unscrapedS: number;
}

/** A pod with its proxy, and the pod "namespace/name" whose series speak for it. */
export interface ReportedPod {
  readonly pod: Pod;
  readonly enforcement: EnforcementPoint;
  readonly reporter: string | undefined;
}

/**
 * What was scraped of a service's pods and of those that they replaced. Pods rolled within the window
 * leave no gap as long as their predecessors were scraped to their end. A proxy that lives on loses
 * nothing while nobody scrapes it; one that ended meanwhile does, and nobody can tell which it was.
 * Each workload answers for itself: what reached a new one before its proxy was there, none of the
 * others has counted.
 */
export function scrapeHistory(
  telemetry: Telemetry,
  pods: readonly ReportedPod[],
): ScrapeHistory {
  const lines = [...linesOf(telemetry, pods).values()];
  const known = new Set(
    lines.flatMap(({ isYoung, workload }) => (isYoung ? [] : [workload])),
  );
  return {
    isYoung: lines.some(({ workload }) => !known.has(workload)),
    unscrapedS: Math.max(0, ...lines.map(unscrapedOf)),
  };
}

/** Pods that replaced each other, as one. */
interface Line {
  /** What it belongs to, and in which kind of mesh: sidecars say nothing of the time since ztunnel. */
  readonly workload: string;
  readonly arePodsYoung: boolean;
  /** Nothing of it is known from before the window. */
  readonly isYoung: boolean;
  readonly late: number;
  readonly longest: number;
  readonly ambient: boolean;
}

function linesOf(
  telemetry: Telemetry,
  pods: readonly ReportedPod[],
): ReadonlyMap<string, Line> {
  const fromMs = (telemetry.evaluatedAtS - telemetry.windowS) * 1_000;
  const lines = new Map<string, Line>();
  for (const { pod, enforcement, reporter } of pods) {
    if (reporter === undefined) continue;
    const gap = telemetry.scrapeGaps.get(groupOf(reporter));
    const ambient = enforcement === "ztunnel";
    const workload = `${refKey(pod.workload)} ${ambient}`;
    const key = `${workload} ${ambient ? reporter : groupOf(reporter)}`;
    const arePodsYoung =
      (lines.get(key)?.arePodsYoung ?? true) && isYounger(pod, fromMs);
    const { namespace, name } = pod.workload;
    lines.set(key, {
      workload,
      arePodsYoung,
      // Pods enter ambient without a restart, and ztunnel was there before them: only its series tell.
      isYoung: ambient
        ? !wasKnown(telemetry, `${namespace}/${name}`, reporter)
        : arePodsYoung && gap !== undefined && gap.beforeFirstS > 0,
      late: gap?.beforeFirstS ?? 0,
      longest: gap?.longestS ?? 0,
      ambient,
    });
  }
  return lines;
}

/** Anybody can expose series of a workload: that it was known only those may say who count for it now. */
function wasKnown(
  { knownBefore }: Telemetry,
  workload: string,
  reporter: string,
): boolean {
  const namespace = reporter.slice(0, reporter.indexOf("/"));
  return (knownBefore.get(workload) ?? []).some((scrapedIn) =>
    scrapedIn.every((each) => each === namespace),
  );
}

/** A line that began within the window was not there to be scraped before. */
function unscrapedOf({ arePodsYoung, late, longest, ambient }: Line): number {
  return arePodsYoung && !ambient ? longest : Math.max(late, longest);
}

function groupOf(reporter: string): string {
  const slash = reporter.indexOf("/");
  return podGroup(reporter.slice(0, slash), reporter.slice(slash + 1));
}

/** Nobody could count what reached a pod before its proxy was there (semantics D4). */
function isYounger(pod: Pod, fromMs: number): boolean {
  return pod.createdAt !== null && Date.parse(pod.createdAt) > fromMs;
}
