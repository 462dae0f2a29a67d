import type { SourceWarningCode } from "@/lib/mesh/source-warning";
import type { Sentence } from "@/lib/words/sentence";

/** Why what was read may still be doubted, or costs more than it should, and what to do about it. */
export const sourceWarningWords: Readonly<
  Record<SourceWarningCode, (names: readonly string[]) => Sentence>
> = {
  "not-watched": () => ({
    title: "It is read again and again instead of watched.",
    remedy: "Grant the verb watch as well.",
  }),
  "watch-missed-changes": () => ({
    title:
      "The watch missed changes; they were found by reading the list again.",
    remedy: "Check what stands between Lockstep and the API server.",
  }),
  "object-unreadable": ([object = "An object"]) => ({
    title: `${object} cannot be understood, so what it says is not known.`,
    remedy: "Correct it.",
  }),
  "more-objects-unreadable": ([count = "?"]) => ({
    title:
      count === "1"
        ? "1 more object cannot be understood."
        : `${count} more objects cannot be understood.`,
    remedy: "",
  }),
  "legacy-obedience-unknown": () => ({
    title:
      "It is not known whether the control plane obeys them: only Istio 1.5 and older does, and no istiod pod shows its release.",
    remedy:
      "Let Lockstep read the pods of istio-system, or delete the policies if Istio is newer.",
  }),
  "configs-not-all-read": ([read = "?", wanted = "?"]) => ({
    title: `Only ${read} of ${wanted} ConfigMaps that might hold it are read.`,
    remedy: "Delete those that no control plane uses.",
  }),
  "config-differs": ([used = "?", other = "?"]) => ({
    title: `ConfigMaps ${used} and ${other} differ; ${used} is used for the whole mesh.`,
    remedy: "Make them agree, or delete the one that no control plane uses.",
  }),
  "config-not-compared": ([name = "?"]) => ({
    title: `ConfigMap ${name} cannot be read, so it is not known whether it agrees.`,
    remedy: "Let Lockstep read it.",
  }),
  "proxies-without-names": ([count = "?"]) => ({
    title:
      count === "1"
        ? "1 group of proxies is scraped without labels that name its pods."
        : `${count} groups of proxies are scraped without labels that name their pods.`,
    remedy: 'Keep the labels "namespace" and "pod".',
  }),
  "figures-not-numbers": ([count = "?"]) => ({
    title:
      count === "1"
        ? "1 figure was not a number, or below zero; if it is plaintext, it counts as one."
        : `${count} figures were not numbers, or below zero; plaintext among them counts as one.`,
    remedy: "Look for what exposes metrics in Istio's name.",
  }),
  "several-clusters": (names) => ({
    title: `Prometheus holds proxies of ${names.length} clusters by their label "cluster" (${names.join(", ")}), and which of them is this one is not known.`,
    remedy: "Set PROMETHEUS_CLUSTER.",
  }),
  "asked-in-parts": ([count = "?"]) => ({
    title: `The question was too much for Prometheus as one, so it was asked in ${count} parts; nothing is missing, but every refresh costs more.`,
    remedy: "Choose a shorter time range, or raise --query.max-samples.",
  }),
  "said-by-prometheus": () => ({
    title: "Prometheus doubts its own answer, so series may be missing.",
    remedy: "Its own words say why.",
  }),
};
