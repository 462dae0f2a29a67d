import type { EnforcementPoint } from "@/lib/mesh/mode";
import type { Pod } from "@/lib/mesh/objects";
import { podGroup } from "./pod-group";
import type { Telemetry } from "./traffic";

export interface ScrapeHistory {
  /** No proxy that counted for this service is known from before the window (semantics D4). */
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
 */
export function scrapeHistory(
  telemetry: Telemetry,
  pods: readonly ReportedPod[],
): ScrapeHistory {
  const fromMs = (telemetry.evaluatedAtS - telemetry.windowS) * 1_000;
  const lines = new Map<string, Line>();
  for (const { pod, enforcement, reporter } of pods) {
    if (reporter === undefined) continue;
    const gap = telemetry.scrapeGaps.get(groupOf(reporter));
    const workload = `${pod.namespace}/${pod.workload.name}`;
    const ambient = enforcement === "ztunnel";
    const key = ambient ? `${workload} ${reporter}` : groupOf(reporter);
    const known = lines.get(key);
    lines.set(key, {
      isYoung: (known?.isYoung ?? true) && isYounger(pod, fromMs),
      // A ztunnel was there before the pods it speaks for; whether for these, its series tell.
      isContinued: ambient
        ? telemetry.knownBefore.has(workload)
        : gap === undefined || gap.beforeFirstS === 0,
      late: gap?.beforeFirstS ?? 0,
      longest: gap?.longestS ?? 0,
      ambient,
    });
  }
  const all = [...lines.values()];
  return {
    isYoung: all.every(({ isYoung, isContinued }) => isYoung && !isContinued),
    unscrapedS: Math.max(0, ...all.map(unscrapedOf)),
  };
}

/** Pods that replaced each other, as one. */
interface Line {
  readonly isYoung: boolean;
  readonly isContinued: boolean;
  readonly late: number;
  readonly longest: number;
  readonly ambient: boolean;
}

/** A line that began within the window was not there to be scraped before. */
function unscrapedOf({ isYoung, late, longest, ambient }: Line): number {
  return isYoung && !ambient ? longest : Math.max(late, longest);
}

function groupOf(reporter: string): string {
  const slash = reporter.indexOf("/");
  return podGroup(reporter.slice(0, slash), reporter.slice(slash + 1));
}

/** Nobody could count what reached a pod before its proxy was there (semantics D4). */
function isYounger(pod: Pod, fromMs: number): boolean {
  return pod.createdAt !== null && Date.parse(pod.createdAt) > fromMs;
}
