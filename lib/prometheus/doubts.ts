import { type SourceWarning, sourceWarning } from "@/lib/mesh/source-warning";
import { isCount } from "./edge-row";
import type { VectorRow } from "./envelope";
import type { PodsAndClock } from "./pod-row";

/** What makes us doubt an answer that Prometheus itself is sure of, each one plain sentence. */
export function ownDoubts(
  { namelessPods, clusters }: PodsAndClock,
  counts: readonly VectorRow[],
): SourceWarning[] {
  const notNumbers = counts.filter(({ value }) => !isCount(value[1])).length;
  const doubts: SourceWarning[] = [];
  if (namelessPods > 0) {
    doubts.push(
      sourceWarning(
        "proxies-without-names",
        `${namelessPods} groups of proxies are scraped without labels that name their pods; keep the labels "namespace" and "pod".`,
        namelessPods,
      ),
    );
  }
  if (notNumbers > 0) {
    doubts.push(
      sourceWarning(
        "figures-not-numbers",
        `${notNumbers} figures were not numbers, or below zero; plaintext among them counts as one.`,
        notNumbers,
      ),
    );
  }
  if (clusters.length > 1) {
    const names = clusters.map((name) => (name === "" ? "none" : name));
    doubts.push(
      sourceWarning(
        "several-clusters",
        `Prometheus holds proxies of ${clusters.length} clusters by their label "cluster" (${names.join(", ")}), and which of them is this one is not known; set PROMETHEUS_CLUSTER.`,
        ...names,
      ),
    );
  }
  return doubts;
}
